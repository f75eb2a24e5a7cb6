import { HIDDEN } from '../redact.ts'
import { bodyText, type Decode } from './body-text.ts'
import type { HideSecrets } from './hide-secrets.ts'
import type { RecordedMessage } from './recording.ts'
import { shellQuote } from './shell-quote.ts'

/** A command, and what it could not say. */
export interface CurlCommand {
  readonly text: string
  readonly notes: readonly string[]
}

/** Where the key stands in a request: a header, with a scheme before it or bare, and the shell's variable that holds it. */
export interface CurlKey {
  readonly header: string
  readonly scheme?: string
  readonly variable: string
}

/** Longer arguments are refused by Linux (MAX_ARG_STRLEN, 128 KiB); the shell's own `printf` takes any. */
const LONGEST_ARGUMENT = 100_000

/** Headers of the connection, and those that describe the program that sent it. */
const NOT_OURS =
  /^(?:host|connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|content-length|content-encoding|accept-encoding|accept-language|expect|origin|referer|user-agent|sec-.*|x-stainless-.*|x-forwarded-.*|forwarded|via|traceparent|tracestate|baggage)$/
/** Those that carry the key itself: it is said with the variable. */
const KEY_HEADER = /^(?:authorization|x-api-key|api-key|x-goog-api-key|x-patchbay-key)$/

/**
 * A recorded request as a command for a POSIX shell, with the key as a variable. Everything is quoted so that no shell reads
 * it. Its body is the recorded one, byte for byte unless credentials had to be taken out, which is noted. Undefined for a body
 * that was not recorded whole, or is no text.
 */
export function curlCommand(given: {
  readonly message: RecordedMessage
  /** Without credentials in it. */
  readonly url: string
  /** Absent: the request needs none. */
  readonly key?: CurlKey
  readonly stream: boolean
  readonly hide: HideSecrets
  readonly decode?: Decode
}): CurlCommand | undefined {
  const { message, url, key, stream, hide, decode } = given
  const body = bodyText(message, decode)
  if (message.truncated || body.kind !== 'text' || body.text.includes('\0')) return undefined
  const { text, hidden } = hide(body.text)
  const { lines, leftOut } = headerLines(message.headers, key?.header, hide)
  const sentKey = key && `-H "${key.header}: ${key.scheme ? `${key.scheme} ` : ''}$${key.variable}"`
  const method = message.method ?? 'POST'
  const isPiped = text.length > LONGEST_ARGUMENT || text.startsWith('@')
  const options = [
    ...(stream ? ['--no-buffer'] : []),
    ...(method === (text === '' ? 'GET' : 'POST') ? [] : [`-X ${shellQuote(method)}`]),
    ...(/[[\]{}]/.test(url) ? ['--globoff'] : []),
    ...(sentKey === undefined ? [] : [sentKey]),
    ...lines,
    ...(text === '' ? [] : [`--data-binary ${isPiped ? '@-' : shellQuote(text)}`]),
  ]
  const command = [`curl ${shellQuote(hide(url).text)}`, ...options].join(' \\\n  ')
  return {
    text: isPiped ? `printf %s ${shellQuote(text)} |\n${command}` : command,
    notes: notesOf({ key, hidden, leftOut }),
  }
}

function headerLines(
  headers: RecordedMessage['headers'],
  keyHeader: string | undefined,
  hide: HideSecrets,
): { readonly lines: readonly string[]; readonly leftOut: readonly string[] } {
  const lines: string[] = []
  const leftOut: string[] = []
  for (const [name, value] of Object.entries(headers)) {
    const known = name.toLowerCase()
    if (NOT_OURS.test(known) || known === keyHeader) continue
    // Clients show one key in several headers; beside our own header, another one is the caller's key for the provider.
    if (KEY_HEADER.test(known) && keyHeader !== 'x-patchbay-key') continue
    if (value.includes(HIDDEN) || hide(value).hidden > 0) leftOut.push(name)
    // What is empty must be said with a semicolon, or curl takes the header away.
    else lines.push(`-H ${shellQuote(value === '' ? `${name};` : `${name}: ${value}`)}`)
  }
  return { lines, leftOut }
}

function notesOf(found: {
  readonly key: CurlKey | undefined
  readonly hidden: number
  readonly leftOut: readonly string[]
}): readonly string[] {
  const { key, hidden, leftOut } = found
  const notes: string[] = []
  if (key) notes.push(`Set ${key.variable} to your key first: export ${key.variable}=…`)
  if (leftOut.length > 0)
    notes.push(`Left out, as they hold credentials: ${leftOut.join(', ')}. Add them yourself where needed.`)
  if (hidden > 0)
    notes.push(
      `${hidden === 1 ? 'A credential' : `${hidden} credentials`} in the body ${hidden === 1 ? 'stands' : 'stand'} as ${HIDDEN}: put ${hidden === 1 ? 'it' : 'them'} back before you send it.`,
    )
  return notes
}
