import { z } from 'zod'
import { DIALECTS, type Dialect } from '../../core/conversation.ts'
import type { Loss } from '../../core/reply.ts'
import type { Dispatch, EndpointSet, ResolutionStep } from '../../core/routing/resolution.ts'
import type { Change } from './changes.ts'
import { nameField } from './fields.ts'

/** An alias as its form holds it. `latest` is for one target, a family; `previousName` where an alias is edited or renamed. */
export const aliasInput = z.strictObject({
  name: z.string().max(1000),
  targets: z.array(z.string().max(1000)).max(50),
  latest: z.strictObject({ prerelease: z.boolean().default(false) }).optional(),
  hidden: z.boolean().default(false),
  previousName: nameField.optional(),
})
export const aliasNameInput = z.strictObject({ name: nameField })
export const testInput = z.strictObject({
  name: z.string().min(1).max(1000),
  endpoint: z.enum(DIALECTS).default('chat'),
})
export const switchTargetInput = z.strictObject({ name: nameField, target: nameField })

export type AliasInput = z.output<typeof aliasInput>
type AliasNameInput = z.output<typeof aliasNameInput>
export type TestInput = z.output<typeof testInput>
type SwitchTargetInput = z.output<typeof switchTargetInput>

/** One alias with what it means now. */
export interface AliasRow {
  readonly name: string
  /** It has a `*` and stands for many names. */
  readonly pattern: boolean
  /** In order of failover. */
  readonly targets: readonly AliasTargetView[]
  readonly latest?: { readonly prerelease: boolean }
  readonly hidden: boolean
  /** The model id that a request goes to first; absent where it leads nowhere, or depends on what `*` stands for. */
  readonly leadsTo?: string
  readonly warnings: readonly AliasWarning[]
  /** Requests of this start that came in by it. */
  readonly hits: number
  /** Milliseconds since the epoch. */
  readonly lastHitAt?: number
}

interface AliasTargetView {
  /** As the user wrote it. */
  readonly text: string
  /** The model id it means now; absent where it leads nowhere, or depends on what `*` stands for. */
  readonly leadsTo?: string
}

/** Something to know about an alias that works nevertheless. `code` is stable, `message` a sentence. */
interface AliasWarning {
  readonly code: /** A provider lists this name, or names that the pattern takes over. */
    | 'shadows'
    /** A target leads nowhere. */
    | 'target_missing'
    /** A target is a model that its provider does not list; requests are sent there as they are. */
    | 'target_unlisted'
    | 'target_disabled'
  readonly message: string
  readonly target?: string
}

/** What saving would say, without saving. */
export interface AliasCheck {
  /** True: it can be saved. */
  readonly ok: boolean
  readonly problems: readonly AliasProblem[]
  readonly warnings: readonly AliasWarning[]
  readonly targets: readonly AliasTargetView[]
  readonly leadsTo?: string
}

export interface AliasProblem {
  /** Where the form shows it; `settings`: the file itself cannot be edited now. */
  readonly field: 'name' | 'targets' | 'settings'
  /** Which target. */
  readonly index?: number
  readonly message: string
}

/** A name that a client really asked for. */
export interface RecentName {
  readonly name: string
  /** Milliseconds since the epoch, of the last time. */
  readonly at: number
  /** At which it was asked for last. */
  readonly endpoint: Dialect
}

/** What a name means, for people: the way step by step, where it ends, and what happens to a request. */
export type Explanation = {
  readonly requested: string
  readonly steps: readonly ResolutionStep[]
  readonly warnings: readonly Loss[]
} & (
  | { readonly ok: true; readonly targets: readonly TargetView[]; readonly dispatch: DispatchView }
  | { readonly ok: false; readonly message: string; readonly candidates: readonly string[] }
)

export interface TargetView {
  readonly modelId: string
  readonly enabled: boolean
  readonly endpoints: EndpointSet
}

interface DispatchView {
  readonly action: Dispatch['action']
  /** The dialect that goes upstream; absent for a refusal. */
  readonly to?: Dialect
  readonly reason: string
}

export interface AliasOperations {
  /** In order of precedence: exact names as in the file, then patterns, most literal characters first. */
  list(): readonly AliasRow[]
  check(input: AliasInput): AliasCheck
  /** Adds, changes in its place, or renames in its place. */
  save(input: AliasInput): Promise<Change>
  remove(input: AliasNameInput): Promise<Change>
  test(input: TestInput): Explanation
  /** The last 20 different ones, newest first. */
  recentNames(): readonly RecentName[]
  /** Moves a target of an alias with several to the front. */
  switchTarget(input: SwitchTargetInput): Promise<Change>
}
