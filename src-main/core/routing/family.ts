import type { ReleaseDate } from './release-date.ts'
import { findReleaseDate, releaseTime, withoutPrerelease } from './release-date.ts'

/** What the end of an id says besides its family: a date, a version stamp, `latest`, a prerelease word. */
interface Release {
  readonly id: string
  readonly date?: ReleaseDate
  readonly latest: boolean
  readonly version?: number
  /** The family's name lacks the prerelease word that the id has. */
  readonly prerelease: boolean
}

/** A release and the name of the family it can be called by. */
export interface FamilyName {
  readonly name: string
  readonly release: Release
}

const LATEST = /[-:@]latest$/
/** Google's `-001`, Vertex' `@001`, Bedrock's `-v1:0`. A bare `-v3` names another model, not another release. */
const VERSION = /(?:-v(\d+):(\d+)|[-@](0\d\d))$/

/** All the short names under which an id is a member of a family; none for an id without stamps. */
export function familyNames(id: string): FamilyName[] {
  const { stem, tail, date, latest, version } = readStamps(id)
  const stable: Release = { id, date, latest, version, prerelease: false }
  const names: FamilyName[] = []
  if (stem !== id) names.push({ name: stem, release: stable })
  // A date between a name and its version (`…-20241022-v2:0`): the name may keep the version.
  if (date && tail !== '') names.push({ name: stem + tail, release: stable })
  const final = withoutPrerelease(stem)
  if (final !== undefined) names.push({ name: final, release: { ...stable, prerelease: true } })
  return names.filter(({ name }) => name !== '' && !name.endsWith('/'))
}

/** Whether `id` is `name` and a date, version stamp, prerelease word or `latest`, and nothing else. */
export function familyMember(name: string, id: string): boolean {
  const family = familyLookup(name)
  return family !== undefined && familyNames(id).some(member => member.name === family)
}

/**
 * The family that a name asks for: itself, or what stands before `-latest`. Undefined for a pinned name, which is never
 * replaced by another release.
 */
export function familyLookup(name: string): string | undefined {
  return findReleaseDate(name) ? undefined : name.replace(LATEST, '')
}

/** The upstream id without date, version stamp and `latest`: reasoning proofs are bound to it. */
export const familyOf = (upstreamId: string): string => readStamps(upstreamId).stem

/** A release that competes, with what its provider's list adds. */
export interface Contender {
  readonly release: Release
  /** Seconds since the epoch, from the list. */
  readonly created?: number
}

/** A contender judged. `reason` says why it ranks where it does; `stable` that it may win without a warning. */
export interface Ranked<T extends Contender> {
  readonly contender: T
  readonly stable: boolean
  readonly reason: string
}

/** Lists may be a little ahead of our clock. */
const CLOCK_SLACK = 24 * 3600 * 1000

/**
 * Contenders, best first: `latest`, then stable releases by date, then undated, prerelease and future ones, each by date.
 * With `prerelease`, preview releases compete as equals. `now` is in milliseconds since the epoch.
 */
export function rankReleases<T extends Contender>(
  contenders: readonly T[],
  { now, prerelease }: { now: number; prerelease: boolean },
): Ranked<T>[] {
  return contenders
    .map(contender => ({ contender, ...judge(contender, now, prerelease) }))
    .sort(
      (a, b) =>
        a.tier - b.tier ||
        b.time - a.time ||
        b.dated - a.dated ||
        (b.contender.release.version ?? 0) - (a.contender.release.version ?? 0) ||
        compareText(a.contender.release.id, b.contender.release.id),
    )
    .map(({ contender, tier, reason }) => ({ contender, stable: tier <= STABLE, reason }))
}

const STABLE = 1

function judge({ release, created = 0 }: Contender, now: number, allowPrerelease: boolean) {
  const dated = release.date ? releaseTime(release.date, now) : 0
  // Some lists fill `created` with zero.
  const time = created > 0 ? created * 1000 : dated
  const verdict = (tier: number, reason: string) => ({ tier, reason, time, dated })
  if (release.prerelease && !allowPrerelease) return verdict(3, 'a prerelease')
  if (release.latest) return verdict(0, 'the id says latest')
  if (Math.max(time, dated) > now + CLOCK_SLACK) return verdict(4, 'dated in the future')
  if (time === 0) return verdict(2, 'undated')
  return verdict(STABLE, `released ${new Date(time).toISOString().slice(0, 10)}`)
}

function readStamps(id: string) {
  const latest = LATEST.test(id)
  const named = id.replace(LATEST, '')
  const version = VERSION.exec(named)
  const tail = version?.[0] ?? ''
  const dated = named.slice(0, named.length - tail.length)
  const date = findReleaseDate(dated)
  const stem = date ? dated.slice(0, date.start) + dated.slice(date.end) : dated
  return {
    stem: stem === '' ? id : stem,
    tail,
    date,
    latest,
    version: version ? versionOf(version) : undefined,
  }
}

const versionOf = ([, major, minor, stamp]: RegExpExecArray): number =>
  stamp === undefined ? Number(major) * 1000 + Number(minor) : Number(stamp)

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
