/** What two spellings of one name have in common: letter case, and `.` and `-` between digits, do not matter. */
export const toleranceKey = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replace(/(?<=\d)\.(?=\d)/g, '-')

/** The name without a Claude-style date (`-20250929`, `@20250929`) at its end; undefined where it has none. */
export function withoutDate(name: string): string | undefined {
  const stem = name.replace(/[-@]20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/, '')
  return stem === name || stem === '' ? undefined : stem
}
