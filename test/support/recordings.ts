import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Dialect } from '../../src-main/core/conversation.ts'
import {
  asArray,
  asNumber,
  asObject,
  asString,
  isObject,
  type JsonObject,
  parseJson,
} from '../../src-main/core/json.ts'
import { sseText } from '../../src-main/core/text/sse.ts'

const SHARED = join(import.meta.dirname, '../../../shared')
const CORPUS = join(SHARED, 'corpus')
const CLIENTS = join(SHARED, 'clients/requests')

export const hasCorpus = existsSync(CORPUS)
export const hasClients = existsSync(CLIENTS)

/** What one provider answered once: a stream as text, or a body. */
export interface Recording {
  /** File and place, for messages. */
  readonly name: string
  readonly dialect: Dialect
  readonly status: number
  readonly request?: JsonObject
  readonly answer:
    | { readonly kind: 'stream'; readonly text: string }
    | { readonly kind: 'whole'; readonly body: JsonObject }
}

const DIALECTS: Readonly<Record<string, Dialect>> = {
  'openai-chat': 'chat',
  'openai-responses': 'responses',
  'anthropic-messages': 'messages',
}

const parse = (path: string): JsonObject => asObject(parseJson(readFileSync(path, 'utf8')))

/** Every recorded exchange of the three dialects; none where the corpus is missing. */
export function recordings(): Recording[] {
  if (!hasCorpus) return []
  const rows = asArray(parseJson(readFileSync(join(CORPUS, 'index.json'), 'utf8'))).map(asObject)
  const files = new Map(rows.map(row => [asString(row.file) ?? '', DIALECTS[asString(row.dialect) ?? '']]))
  return [...files].flatMap(([file, dialect]) => readFile(file, dialect))
}

function readFile(file: string, dialect: Dialect | undefined): Recording[] {
  const path = join(CORPUS, file)
  if (dialect && /\.(sse|txt)$/.test(file)) {
    const content = readFileSync(path, 'utf8')
    const text = file.endsWith('.sse') ? content : streamOf(content)
    return [{ name: file, dialect, status: 200, answer: { kind: 'stream', text } }]
  }
  const content = parse(path)
  if (Array.isArray(content.exchanges))
    return content.exchanges.flatMap((each, at) => readExchange(each, `${file}#${at}`))
  if (!dialect) return []
  const request = asObject(content.request).payload
  const recorded = asObject(content.response).body ?? content
  return isObject(recorded)
    ? [
        {
          name: file,
          dialect,
          status: asNumber(content.status) ?? 200,
          ...(isObject(request) && { request }),
          answer: { kind: 'whole', body: recorded },
        },
      ]
    : []
}

function readExchange(exchange: unknown, name: string): Recording[] {
  const { dialect: written, request, response } = asObject(exchange)
  const dialect = DIALECTS[asString(written) ?? '']
  const { status, body, sse } = asObject(response)
  const asked = bodyOf(asObject(request).body)
  if (!dialect) return []
  return [
    {
      name,
      dialect,
      status: asNumber(status) ?? 200,
      ...(isObject(asked) && { request: asked }),
      answer:
        typeof sse === 'string'
          ? { kind: 'stream', text: sse }
          : { kind: 'whole', body: asObject(bodyOf(body)) },
    },
  ]
}

/** Bodies are recorded as objects or as text. */
const bodyOf = (body: unknown): unknown => (typeof body === 'string' ? parseJson(body) : body)

/** Payloads, one a line, as the stream that they came from. */
const streamOf = (lines: string): string =>
  lines
    .split('\n')
    .filter(line => line.trim() !== '')
    .map(line => sseText(line, asString(asObject(parseJson(line)).type)))
    .join('')

/** The recorded exchanges of one dialect. */
export const recordingsOf = (dialect: Dialect): Recording[] =>
  recordings().filter(recording => recording.dialect === dialect)

/** What was answered as a whole; undefined for streams. */
export const wholeBody = ({ answer }: Recording): JsonObject | undefined =>
  answer.kind === 'whole' ? answer.body : undefined

/** A request that a client really sent. */
export interface ClientRequest {
  readonly name: string
  readonly dialect: Dialect
  readonly body: JsonObject
}

const PATHS: readonly [RegExp, Dialect][] = [
  [/\/chat\/completions(\?|$)/, 'chat'],
  [/\/responses(\?|$)/, 'responses'],
  [/\/messages(\?|$)/, 'messages'],
]

/** Every request of the three dialects, of the coding agents and SDKs and of the corpus. */
export function clientRequests(): ClientRequest[] {
  const ofCorpus = recordings().flatMap(({ name, dialect, request }) =>
    request ? [{ name, dialect, body: request }] : [],
  )
  return [...ofCorpus, ...agentRequests()]
}

/** What real coding agents and SDKs sent. */
export function agentRequests(): ClientRequest[] {
  const folders = hasClients ? readdirSync(CLIENTS) : []
  return folders.flatMap(folder =>
    readdirSync(join(CLIENTS, folder)).flatMap(file => {
      const { method, url, body: sent } = asObject(parse(join(CLIENTS, folder, file)).request)
      const body = bodyOf(sent)
      const dialect = PATHS.find(([shape]) => shape.test(asString(url) ?? ''))?.[1]
      const isOurs = method === 'POST' && dialect && isObject(body)
      return isOurs ? [{ name: `${folder}/${file}`, dialect, body }] : []
    }),
  )
}
