import { type Exchange, FEATURES, type Feature } from '../../core/exchange.ts'
import type { RecordedMessage, Recording } from '../../core/log/recording.ts'

/**
 * How each feature stands in JSON, of any dialect. Quotes inside of text are escaped, so these are never a person's words.
 */
const IN_REQUEST: Partial<Readonly<Record<Feature, RegExp>>> = {
  tools: /"(?:tools|functions)"\s*:\s*\[\s*\{/,
  image: /"type"\s*:\s*"(?:image|image_url|input_image)"/,
  file: /"type"\s*:\s*"(?:file|input_file|document)"/,
  audio: /"type"\s*:\s*"(?:input_audio|audio)"/,
  schema: /"type"\s*:\s*"json_schema"/,
}
const IN_REPLY: Partial<Readonly<Record<Feature, RegExp>>> = {
  'tool-call':
    /"tool_calls"\s*:\s*\[\s*\{|"function_call"\s*:\s*\{|"type"\s*:\s*"(?:(?:server_|mcp_)?tool_use|function_call|custom_tool_call|mcp_call)"/,
  reasoning:
    /"reasoning(?:_content)?"\s*:\s*"[^"]|"reasoning_details"\s*:\s*\[\s*\{|"type"\s*:\s*"(?:thinking|redacted_thinking|reasoning)"/,
  image: /"type"\s*:\s*"image_generation_call"|"b64_json"\s*:\s*"/,
  audio: /"audio"\s*:\s*\{\s*"/,
}
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

function* look(
  message: RecordedMessage | undefined,
  table: Partial<Readonly<Record<Feature, RegExp>>>,
  found: Set<Feature>,
): Generator<void> {
  let tail = ''
  let seen = 0
  for (const { bytes } of message?.chunks ?? []) {
    for (let start = 0; start < bytes.length; start += WINDOW) {
      const piece = bytes.subarray(start, start + WINDOW)
      const text = tail + Buffer.from(piece.buffer, piece.byteOffset, piece.length).toString('latin1')
      for (const feature of FEATURES)
        if (!found.has(feature) && table[feature]?.test(text)) found.add(feature)
      tail = text.slice(-OVERLAP)
      seen += piece.length + PER_PIECE
      if (seen < WINDOW) continue
      seen = 0
      yield
    }
  }
}
