import { type Exchange, FEATURES, type Feature } from '../../core/exchange.ts'
import type { RecordedMessage, Recording } from '../../core/log/recording.ts'

/**
 * How features stand in JSON, of any dialect: as the type of something, or in another shape. Quotes inside of text are
 * escaped, so these are never a person's words. One look finds all types: bodies are large.
 */
interface Signs {
  readonly types: ReadonlyMap<string, Feature>
  readonly anyType: RegExp
  readonly shapes: readonly (readonly [Feature, RegExp])[]
}

const signs = (types: Readonly<Record<string, Feature>>, shapes: Signs['shapes']): Signs => ({
  types: new Map(Object.entries(types)),
  anyType: new RegExp(`"type"\\s*:\\s*"(${Object.keys(types).join('|')})"`, 'g'),
  shapes,
})

const IN_REQUEST = signs(
  {
    image: 'image',
    image_url: 'image',
    input_image: 'image',
    file: 'file',
    input_file: 'file',
    document: 'file',
    input_audio: 'audio',
    audio: 'audio',
    json_schema: 'schema',
  },
  [['tools', /"(?:tools|functions)"\s*:\s*\[\s*\{/]],
)
const IN_REPLY = signs(
  {
    tool_use: 'tool-call',
    server_tool_use: 'tool-call',
    mcp_tool_use: 'tool-call',
    function_call: 'tool-call',
    custom_tool_call: 'tool-call',
    mcp_call: 'tool-call',
    thinking: 'reasoning',
    redacted_thinking: 'reasoning',
    reasoning: 'reasoning',
    image_generation_call: 'image',
  },
  [
    ['tool-call', /"tool_calls"\s*:\s*\[\s*\{|"function_call"\s*:\s*\{/],
    ['reasoning', /"reasoning(?:_content)?"\s*:\s*"[^"]|"reasoning_details"\s*:\s*\[\s*\{/],
    ['image', /"b64_json"\s*:\s*"/],
    ['audio', /"audio"\s*:\s*\{\s*"/],
  ],
)

const STOPPED_FOR_TOOLS = new Set(['tool_calls', 'tool_use', 'function_call'])

/** Longer than any of the expressions' matches: one that was cut is whole in the overlap. */
const OVERLAP = 128
/** Bytes between two pauses. */
const WINDOW = 64 * 1024
/** What a small piece costs beside its bytes. */
const PER_PIECE = 300

/** Looks for what a request and its reply had in them, a window at a time; from what is known of it where no body is held. */
export function* readFeatures(
  exchange: Pick<Exchange, 'usage' | 'stop' | 'features'>,
  recording: Recording = {},
): Generator<void, readonly Feature[]> {
  const found = new Set(exchange.features)
  yield* look(recording['client-request'], IN_REQUEST, found)
  yield* look(recording['client-response'] ?? recording['upstream-response'], IN_REPLY, found)
  const { usage, stop } = exchange
  if ((usage?.cacheRead ?? 0) > 0) found.add('cache')
  if ((usage?.reasoning ?? 0) > 0) found.add('reasoning')
  if (stop !== undefined && STOPPED_FOR_TOOLS.has(stop)) found.add('tool-call')
  return FEATURES.filter(feature => found.has(feature))
}

/** Small pieces are looked at together: each look costs something beside the bytes. */
function* look(message: RecordedMessage | undefined, signs: Signs, found: Set<Feature>): Generator<void> {
  let text = ''
  let seen = 0
  for (const { bytes } of message?.chunks ?? []) {
    for (let start = 0; start < bytes.length; start += WINDOW) {
      const piece = bytes.subarray(start, start + WINDOW)
      text += Buffer.from(piece.buffer, piece.byteOffset, piece.length).toString('latin1')
      seen += piece.length + PER_PIECE
      if (seen < WINDOW) continue
      seen = 0
      find(text, signs, found)
      text = text.slice(-OVERLAP)
      yield
    }
  }
  find(text, signs, found)
}

function find(text: string, { types, anyType, shapes }: Signs, found: Set<Feature>): void {
  for (const [, type = ''] of text.matchAll(anyType)) {
    const feature = types.get(type)
    if (feature) found.add(feature)
  }
  for (const [feature, shape] of shapes) if (!found.has(feature) && shape.test(text)) found.add(feature)
}
