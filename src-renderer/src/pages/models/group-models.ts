import type { ModelRow } from '../../../../src-main/control/contract/models.ts'

/** How the table is divided. */
export type Grouping = 'provider' | 'family' | 'none'

/** One line of the table: the head of a group, or a model. */
export type TableLine =
  | { readonly type: 'group'; readonly key: string; readonly name: string; readonly count: number }
  | { readonly type: 'model'; readonly key: string; readonly row: ModelRow }

const KEYS: Readonly<Record<Exclude<Grouping, 'none'>, (row: ModelRow) => string>> = {
  provider: row => row.provider,
  family: row => familyName(row.upstreamId),
}

/**
 * The lines of the table: groups in the order in which they first appear (families by name), models in the order of the
 * list.
 */
export function groupModels(rows: readonly ModelRow[], grouping: Grouping): readonly TableLine[] {
  if (grouping === 'none') return rows.map(line)
  const groups = new Map<string, ModelRow[]>()
  const keyOf = KEYS[grouping]
  for (const row of rows) {
    const key = keyOf(row)
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  }
  const ordered = [...groups]
  if (grouping === 'family') ordered.sort(([a], [b]) => (a < b ? -1 : 1))
  return ordered.flatMap(([key, members]) => [
    { type: 'group' as const, key: `group ${key}`, name: key, count: members.length },
    ...members.map(line),
  ])
}

const line = (row: ModelRow): TableLine => ({ type: 'model', key: row.id, row })

/**
 * What models of different versions, dates and providers have in common: the last part of the id up to its first number
 * (`anthropic/claude-opus-4.5` and `claude-opus-4-1-20250805`: `claude-opus`; `qwen3-coder`: `qwen`).
 */
export function familyName(upstreamId: string): string {
  const name = upstreamId.slice(upstreamId.lastIndexOf('/') + 1).toLowerCase()
  const letters = name.match(/^[^\d]*/)?.[0].replace(/[-_.:@ ]+v?$/, '')
  return letters || name
}
