import type { Snippet } from '../contract/connect.ts'

/** What is filled into the texts. */
export interface Place {
  /** Without `/v1`. */
  readonly baseUrl: string
  /** With `/v1`. */
  readonly openaiBaseUrl: string
  /** The local key, for clients that know no better place for it than plain text. */
  readonly key: string
  readonly model: string
}

export const json = (where: string, value: unknown): Snippet => ({
  where,
  language: 'json',
  text: JSON.stringify(value, null, 2),
})

export const shell = (...lines: readonly string[]): Snippet => ({
  where: 'In a terminal',
  language: 'shell',
  text: lines.join('\n'),
})

/** One word for a POSIX shell, whatever it holds. */
export const quoted = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`

/** A string as TOML, YAML, JavaScript and Python all read it. */
export const literal = (text: string): string => JSON.stringify(text)
