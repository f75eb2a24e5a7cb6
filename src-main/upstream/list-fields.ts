import { asNumber, asObject, type Json, type JsonObject } from '../core/json.ts'

/** What stands at a path of keys; undefined where the path ends early. */
export const valueAt = (entry: JsonObject, path: readonly string[]): Json | undefined =>
  path.reduce<Json | undefined>((at, key) => asObject(at)[key], entry)

/** Seconds since the epoch: a number (milliseconds at some), or a date as text. Zero and the epoch mean: not known. */
export function readSeconds(given: Json | undefined): number | undefined {
  const seconds = typeof given === 'string' ? Date.parse(given) / 1000 : (asNumber(given) ?? Number.NaN)
  if (!Number.isFinite(seconds) || seconds <= 0) return undefined
  return Math.floor(seconds > 1e11 ? seconds / 1000 : seconds)
}
