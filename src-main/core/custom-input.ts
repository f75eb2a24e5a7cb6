import { isObject, parseJson } from './json.ts'

/**
 * Freeform (`custom`) tools on providers that only know functions: the text travels as `{"input": "<text>"}` and is
 * unwrapped on the way back, while it streams.
 */
export const WRAPPED_PARAMETERS = {
  type: 'object',
  properties: { input: { type: 'string' } },
  required: ['input'],
  additionalProperties: false,
} as const

export const wrapInput = (text: string): string => JSON.stringify({ input: text })

/** The free text in a function's arguments. Models also answer `{"patch": "…"}` or bare text: both are taken as meant. */
export function unwrapInput(args: string): string {
  const value = parseJson(args)
  if (typeof value === 'string') return value
  if (!isObject(value)) return args
  if (typeof value.input === 'string') return value.input
  const strings = Object.values(value).filter(entry => typeof entry === 'string')
  return strings.length === 1 && Object.keys(value).length === 1 ? String(strings[0]) : args
}

/**
 * Unwraps fragments as they arrive. While the head is exactly `{"input":"`, text flows at once; any other head is held
 * until `end`, where the whole is unwrapped. `end` gives what is still due.
 */
export function inputUnwrapper(): { feed(fragment: string): string; end(): string } {
  let all = ''
  let at = -1
  let given = ''
  let closed = false

  const flow = (): string => {
    if (at < 0) {
      const head = /^\s*\{\s*"input"\s*:\s*"/.exec(all)
      if (!head) return ''
      at = head[0].length
    }
    const from = at
    while (at < all.length && !closed) {
      const char = all[at]
      if (char === '"') closed = true
      else if (char !== '\\') at++
      else {
        const length = escapeLength(all, at)
        if (at + length > all.length) break
        at += length
      }
    }
    return parseText(all.slice(from, at))
  }

  return {
    feed(fragment) {
      if (closed) {
        all += fragment
        return ''
      }
      all += fragment
      const text = flow()
      given += text
      return text
    },
    end() {
      const whole = unwrapInput(all)
      return whole.startsWith(given) && parseJson(all) !== undefined
        ? whole.slice(given.length)
        : at < 0
          ? whole
          : ''
    },
  }
}

/** Length of the escape at `at`; a high surrogate takes its low half with it, so that no half is ever printed. */
function escapeLength(text: string, at: number): number {
  if (at + 1 >= text.length) return 2
  if (text[at + 1] !== 'u') return 2
  const isHigh = /^\\u[dD][89abAB]/.test(text.slice(at, at + 4))
  if (!isHigh) return 6
  const next = text.slice(at + 6, at + 8)
  return next === '' || next === '\\' || next === '\\u' ? 12 : 6
}

const parseText = (escaped: string): string => {
  const value = parseJson(`"${escaped}"`)
  // Raw control characters are not JSON, but models print them.
  return typeof value === 'string' ? value : escaped
}
