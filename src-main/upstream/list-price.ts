import { asNumber, isObject, type Json, type JsonObject } from '../core/json.ts'
import type { TokenPrice } from '../core/routing/price.ts'

/** The words of price lists for one thing, the usual one first. */
const FIELDS = {
  input: ['prompt', 'input'], // OpenRouter; Vercel AI Gateway and Together
  output: ['completion', 'output'],
  cacheRead: ['input_cache_read', 'cached_input', 'cache_read'],
  cacheWrite: ['input_cache_write', 'cache_write'],
} as const

/** The dearest model costs less for one token, the cheapest one more for a million. */
const LARGEST_FOR_ONE_TOKEN = 0.001
const MILLION = 1_000_000

/**
 * The `pricing` of a listed model: US dollars, for one token at OpenRouter and Vercel (as strings), for a million at Together.
 * Undefined where the price is not known, or depends on the model that is chosen (`-1` at OpenRouter).
 */
export function readListPrice(pricing: Json | undefined): TokenPrice | undefined {
  if (!isObject(pricing)) return undefined
  const given = (name: keyof typeof FIELDS) => amount(pricing, FIELDS[name])
  const input = given('input')
  const output = given('output')
  if (input === undefined || output === undefined) return undefined
  const scale = Math.max(input, output) < LARGEST_FOR_ONE_TOKEN ? MILLION : 1
  const cacheRead = given('cacheRead')
  const cacheWrite = given('cacheWrite')
  const request = amount(pricing, ['request'])
  return {
    input: scaled(input, scale),
    output: scaled(output, scale),
    ...(cacheRead !== undefined && { cacheRead: scaled(cacheRead, scale) }),
    ...(cacheWrite !== undefined && { cacheWrite: scaled(cacheWrite, scale) }),
    ...(request !== undefined && request > 0 && { request }),
  }
}

function amount(pricing: JsonObject, names: readonly string[]): number | undefined {
  const given = names.map(name => pricing[name]).find(value => value !== undefined && value !== null)
  const value = typeof given === 'string' && given.trim() !== '' ? Number(given) : asNumber(given)
  return value !== undefined && Number.isFinite(value) && value >= 0 ? value : undefined
}

/** Without the dust that multiplying decimal fractions leaves. */
const scaled = (value: number, scale: number): number => Number((value * scale).toPrecision(12))
