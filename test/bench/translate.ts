import { DIALECTS, type Dialect } from '../../src-main/core/conversation.ts'
import { dialects } from '../../src-main/core/dialects/index.ts'
import { asObject, type JsonObject, parseJson } from '../../src-main/core/json.ts'
import { DEFAULT_QUIRKS } from '../../src-main/core/target.ts'
import { type Finding, median } from './finding.ts'
import { fill } from './traffic.ts'

/** Of user, assistant with a call, and result: an agent's long session. */
const TURNS = 300
const SIZE = 1_000_000
const ROUNDS = 21
const PATIENCE = 25

/** One request of 1 MB and 300 turns from bytes to bytes, each dialect into each other one, in milliseconds. */
export function measureTranslation(): Finding[] {
  const session = longSession()
  return DIALECTS.flatMap(from => {
    const bytes = new TextEncoder().encode(JSON.stringify(write(session, from)))
    return DIALECTS.filter(to => to !== from).map(to => {
      const times = Array.from({ length: ROUNDS }, () => {
        const began = performance.now()
        const body = asObject(parseJson(new TextDecoder().decode(bytes)))
        JSON.stringify(write(body, to, from))
        return performance.now() - began
      })
      return {
        name: `request of 1 MB, ${TURNS} turns, ${from}>${to}`,
        value: median(times),
        unit: 'ms',
        goal: PATIENCE,
      }
    })
  })
}

function write(body: JsonObject, to: Dialect, from: Dialect = 'chat'): JsonObject {
  const read = dialects[from].readRequest(body)
  if (!read.ok) throw new Error(read.failure.message)
  const target = { provider: 'lab', model: 'model', family: 'model', dialect: to, quirks: DEFAULT_QUIRKS }
  const written = dialects[to].writeRequest(read.value, target)
  if (!written.ok) throw new Error(written.failure.message)
  return written.value.body
}

function longSession(): JsonObject {
  const text = fill('code', SIZE / TURNS)
  const messages = Array.from({ length: TURNS / 3 }, (_, index) => [
    { role: 'user', content: text },
    {
      role: 'assistant',
      content: text,
      tool_calls: [
        {
          id: `call_${index}`,
          type: 'function',
          function: { name: 'read_file', arguments: `{"path":"src/file-${index}.ts"}` },
        },
      ],
    },
    { role: 'tool', tool_call_id: `call_${index}`, content: text },
  ]).flat()
  const parameters = { type: 'object', properties: { path: { type: 'string' } }, required: ['path'] }
  const tools = [
    { type: 'function', function: { name: 'read_file', description: 'Reads a file', parameters } },
  ]
  return { model: 'model', stream: true, max_tokens: 4096, messages, tools }
}
