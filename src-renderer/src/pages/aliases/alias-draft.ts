import type { AliasInput, AliasProblem, AliasRow } from '../../../../src-main/control/contract/aliases.ts'

/** An alias while it is being written: as the form shows it, which may be half done. */
export interface AliasDraft {
  readonly name: string
  /** In order of failover; never empty, so that there is a field to type into. */
  readonly targets: readonly string[]
  /** The newest of the family that the one target names. */
  readonly latest: boolean
  readonly prerelease: boolean
  readonly hidden: boolean
  /** The alias that is edited; absent for a new one. */
  readonly previousName?: string
}

export const newDraft = (name: string, target: string): AliasDraft => ({
  name,
  targets: [target],
  latest: false,
  prerelease: false,
  hidden: false,
})

export const draftOf = (row: AliasRow): AliasDraft => ({
  name: row.name,
  targets: row.targets.length > 0 ? row.targets.map(({ text }) => text) : [''],
  latest: row.latest !== undefined,
  prerelease: row.latest?.prerelease ?? false,
  hidden: row.hidden,
  previousName: row.name,
})

/** What is sent: the newest of a family has one target; a last field that is still empty is not meant. */
export function inputOf(draft: AliasDraft): AliasInput {
  const { name, hidden, previousName } = draft
  const [first = '', ...others] = draft.targets
  const given = draft.latest ? [first] : [first, ...others.filter(target => target !== '')]
  return {
    name,
    targets: given,
    hidden,
    ...(draft.latest && { latest: { prerelease: draft.prerelease } }),
    ...(previousName !== undefined && { previousName }),
  }
}

/** Nothing has been typed yet: there is nothing to find fault with. */
export const isBlank = ({ name, targets, previousName }: AliasDraft): boolean =>
  previousName === undefined && name === '' && targets.every(target => target === '')

/** The alias as it was, to be put back after it was removed. */
export function restoreInput(row: AliasRow): AliasInput {
  const { previousName: _, ...input } = inputOf(draftOf(row))
  return input
}

export interface FormProblems {
  readonly name?: string
  /** By the index of the target. */
  readonly targets: readonly (string | undefined)[]
  /** What concerns the whole. */
  readonly others: readonly string[]
}

/** Each problem at the field that it is about. */
export function problemsByField(problems: readonly AliasProblem[]): FormProblems {
  const targets: (string | undefined)[] = []
  const others: string[] = []
  let name: string | undefined
  for (const { field, index, message } of problems) {
    if (field === 'name') name ??= message
    else if (field === 'targets') targets[index ?? 0] ??= message
    else others.push(message)
  }
  return { name, targets, others }
}
