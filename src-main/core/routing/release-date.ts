/** A date found in a model's name, and where. `year` is absent where the name gives only month and day. */
export interface ReleaseDate {
  readonly year?: number
  readonly month: number
  /** Absent where the name gives only the month. */
  readonly day?: number
  /** Where the stamp begins and ends in the name, its separator included. */
  readonly start: number
  readonly end: number
}

/** Words that mark a release as not final. */
const PRERELEASE_WORD = 'preview|beta|alpha|experimental|exp|rc\\d*|dev|nightly|canary'
const TRAILING_PRERELEASE = new RegExp(`-(?:${PRERELEASE_WORD})$`)

/** A stamp ends with the name or before a separator, so `-0709b` is none. */
const END = '(?=$|[-:@])'
const NO_DAY = '(?!-\\d\\d(?=$|[-:@]))'

type Parts = Pick<ReleaseDate, 'year' | 'month' | 'day'>
interface Form {
  readonly shape: RegExp
  read(first: number, second: number, third: number): Parts
}

const form = (shape: string, read: Form['read']): Form => ({ shape: new RegExp(shape + END, 'g'), read })

/** The forms of interface.md §4.5, the most telling first: a shorter one must not read a piece of a longer one. */
const FORMS: readonly Form[] = [
  form('-(20\\d\\d)-(\\d\\d)-(\\d\\d)', (year, month, day) => ({ year, month, day })),
  form('[-@](20\\d\\d)(\\d\\d)(\\d\\d)', (year, month, day) => ({ year, month, day })),
  form(`-(20\\d\\d)-(\\d\\d)${NO_DAY}`, (year, month) => ({ year, month })),
  form('-(\\d\\d)-(20\\d\\d)', (month, year) => ({ year, month })),
  form(`(?<=-(?:${PRERELEASE_WORD}))-(\\d\\d)-(\\d\\d)`, (month, day) => ({ month, day })),
  form(`-(\\d\\d)(\\d\\d)${NO_DAY}`, (first, second) =>
    first > 12 ? { year: 2000 + first, month: second } : { month: first, day: second },
  ),
]

/** The date in a name, at its end or inside it; undefined where there is none or it is no day of any calendar. */
export function findReleaseDate(name: string): ReleaseDate | undefined {
  for (const { shape, read } of FORMS) {
    const found = [...name.matchAll(shape)].reverse()
    for (const match of found) {
      const parts = read(Number(match[1]), Number(match[2]), Number(match[3]))
      if (match.index > 0 && isValid(parts)) {
        return { ...parts, start: match.index, end: match.index + match[0].length }
      }
    }
  }
  return undefined
}

/** Milliseconds since the epoch. A month is its first day; a date without a year is its last occurrence before `now`. */
export function releaseTime({ year, month, day = 1 }: Parts, now: number): number {
  if (year !== undefined) return Date.UTC(year, month - 1, day)
  const thisYear = new Date(now).getUTCFullYear()
  const occurrence = Date.UTC(thisYear, month - 1, day)
  return occurrence <= now ? occurrence : Date.UTC(thisYear - 1, month - 1, day)
}

/** The name without a prerelease word at its end; undefined where it ends in none. */
export function withoutPrerelease(name: string): string | undefined {
  const stem = name.replace(TRAILING_PRERELEASE, '')
  return stem === name || stem === '' ? undefined : stem
}

function isValid({ year = 2000, month, day = 1 }: Parts): boolean {
  // Date.UTC rolls 31 February over into March; a real day comes back as it went in. 2000 allows 29 February.
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}
