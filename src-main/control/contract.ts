import { initTRPC } from '@trpc/server'
import { z } from 'zod'
import { DIALECTS, type Dialect } from '../core/conversation.ts'
import type { Loss } from '../core/reply.ts'
import type { Dispatch, EndpointSet, ResolutionStep } from '../core/routing/resolution.ts'
import type { Settings } from '../core/routing/settings.ts'

/** What the window and the tray show. Plain JSON without any secret: a key is named by where it lies, never given. */
export interface ControlState {
  readonly version: string
  /** The home folder that holds settings, lists and logs. */
  readonly home: string
  readonly proxy: {
    readonly url: string
    readonly port: number
    readonly paused: boolean
    /** Why the proxy does not answer, e.g. its port is taken and by whom. */
    readonly problem?: string
  }
  readonly settings: {
    readonly path: string
    /** What is in force: the last good file, with all defaults filled in. Null: there was never a good one. */
    readonly values: Settings | null
    readonly problem?: SettingsProblemView
  }
  /** In settings order, which is priority. */
  readonly providers: readonly ProviderView[]
  /** Things the user should know, as sentences. */
  readonly warnings: readonly string[]
}

/** Why settings.jsonc is not in force. Lines and columns count from 1. */
export interface SettingsProblemView {
  readonly message: string
  readonly path?: string
  readonly line?: number
  readonly column?: number
}

/** One configured provider with the state of its key and of its model list. */
export interface ProviderView {
  readonly id: string
  readonly name: string
  readonly baseUrl: string
  readonly endpoints: readonly Dialect[]
  readonly key: {
    /** As the settings say it: `env:NAME`, `keychain`, `file:PATH`, `client` or `none`. */
    readonly source: string
    /** Whether a key was found there; undefined where that is not known before a request. */
    readonly found?: boolean
  }
  readonly list: {
    readonly models: number
    /** Milliseconds since the epoch of the last good list; absent: it could never be had. */
    readonly fetchedAt?: number
    /** Why the last try failed. */
    readonly error?: string
  }
}

/** The whole state, then only the top-level parts that changed. After a reconnect a snapshot comes again. */
export type StateChange =
  | { readonly type: 'snapshot'; readonly state: ControlState }
  | { readonly type: 'change'; readonly changed: Partial<ControlState> }

export const resolveInput = z.strictObject({
  name: z.string().min(1).max(1000),
  endpoint: z.enum(DIALECTS).default('chat'),
})
export type ResolveInput = z.output<typeof resolveInput>

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

export interface DispatchView {
  readonly action: Dispatch['action']
  /** The dialect that goes upstream; absent for a refusal. */
  readonly to?: Dialect
  readonly reason: string
}

/** What the page can ask for. `handlers.ts` fulfils it. */
export interface ControlOperations {
  state(): ControlState
  /** Ends when the signal is aborted. */
  stateChanges(signal: AbortSignal | undefined): AsyncIterable<StateChange>
  pause(): void
  resume(): void
  resolve(input: ResolveInput): Explanation
}

const trpc = initTRPC.create({
  sse: { ping: { enabled: true, intervalMs: 15_000 }, client: { reconnectAfterInactivityMs: 40_000 } },
  // A stack or an internal message is nobody's business but the log's.
  errorFormatter: ({ shape, error }) => ({
    ...shape,
    message:
      error.code === 'INTERNAL_SERVER_ERROR' ? 'Something went wrong; the log says what.' : shape.message,
    data: { code: shape.data.code, httpStatus: shape.data.httpStatus },
  }),
})

/** The operations under their names on the wire, with checked inputs. */
export const createRouter = (operations: ControlOperations) =>
  trpc.router({
    state: trpc.procedure.query(() => operations.state()),
    stateChanges: trpc.procedure.subscription(({ signal }) => operations.stateChanges(signal)),
    pause: trpc.procedure.mutation(() => operations.pause()),
    resume: trpc.procedure.mutation(() => operations.resume()),
    resolve: trpc.procedure.input(resolveInput).query(({ input }) => operations.resolve(input)),
  })

/** All that the page's client derives from. */
export type ControlRouter = ReturnType<typeof createRouter>

/** What the page can do in the desktop app only (`window.desktop`, given by the preload script); absent in a browser. */
export interface Desktop {
  /** Shows settings.jsonc in the system's file browser. */
  showSettings(): Promise<void>
}
