import type { Dialect } from '../core/conversation.ts'

type Headers = Readonly<Record<string, string | string[] | undefined>>

const OPENAI = /^x-ratelimit-(limit|remaining|reset)-(requests|tokens)$/
const ANTHROPIC = /^anthropic-ratelimit-(requests|tokens)-(limit|remaining|reset)$/

/**
 * What a provider says of its limits, in the words of the caller's vendor (mapping §8). What it said in those words
 * itself is left out, and so is a time that cannot be read. `now` is in milliseconds since the epoch.
 */
export function convertedLimits(headers: Headers, to: Dialect, now: number): Record<string, string> {
  const out: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value !== 'string') continue
    const converted = to === 'messages' ? toAnthropic(name, value, now) : toOpenai(name, value, now)
    if (converted && headers[converted.name] === undefined) out[converted.name] = converted.value
  }
  return out
}

type Converted = { readonly name: string; readonly value: string } | undefined

function toAnthropic(name: string, value: string, now: number): Converted {
  const [, what, unit] = OPENAI.exec(name) ?? []
  if (what === undefined) return undefined
  const said = what === 'reset' ? instantAfter(value, now) : value
  return said === undefined ? undefined : { name: `anthropic-ratelimit-${unit}-${what}`, value: said }
}

function toOpenai(name: string, value: string, now: number): Converted {
  const [, unit, what] = ANTHROPIC.exec(name) ?? []
  if (what === undefined) return undefined
  const said = what === 'reset' ? secondsUntil(value, now) : value
  return said === undefined ? undefined : { name: `x-ratelimit-${what}-${unit}`, value: said }
}

const MILLISECONDS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
}

/** OpenAI and Groq say how long: `6m0s`, `120ms`, `2m59.56s`. Anthropic says when, to the second (RFC 3339). */
function instantAfter(duration: string, now: number): string | undefined {
  if (!/^(?:\d+(?:\.\d+)?(?:ms|[smhd]))+$/.test(duration)) return undefined
  let total = 0
  for (const [, count, unit = ''] of duration.matchAll(/([\d.]+)(ms|[smhd])/g))
    total += Number(count) * (MILLISECONDS[unit] ?? 0)
  const instant = new Date(Math.ceil((now + total) / 1000) * 1000)
  return Number.isNaN(instant.getTime()) ? undefined : instant.toISOString().replace('.000Z', 'Z')
}

function secondsUntil(instant: string, now: number): string | undefined {
  const at = Date.parse(instant)
  return Number.isNaN(at) ? undefined : `${Math.max(0, Math.ceil((at - now) / 1000))}s`
}
