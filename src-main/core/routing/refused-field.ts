import type { JsonObject } from '../json.ts'
import type { Failure } from '../reply.ts'

/** How providers name a field that they do not take: OpenAI, Groq, Anthropic and FastAPI, serde, Gemini, and people. */
const SHAPES: readonly RegExp[] = [
  /(?:unsupported|unknown|unrecogni[sz]ed|unexpected|invalid|extra(?:neous)?)(?: \w+){0,2} (?:parameter|argument|field|key|property|name|value)s?(?: supplied)?:? *['"`]?([a-z][\w.]*)/i,
  /(?:unknown|unrecogni[sz]ed|unexpected|unsupported) (?:parameter|argument|field|key|property|name|value)s?:? *['"`]?([a-z][\w.]*)/i,
  /(?:body\.)?([a-z][\w.]*): extra inputs are not permitted/i,
  /propert(?:y|ies) ['"`]([\w.]+)['"`] (?:is|are) unsupported/i,
  /['"`]([a-z][\w.]*)['"`](?: \w+){0,2} (?:is|are) (?:not|un|deprecated|no longer)/i,
  /\b([a-z]+_[\w.]+)(?: \w+){0,2} (?:is|are) (?:not (?:yet )?(?:support|permit|allow|available)|unsupported|deprecated)/i,
  /(?:does not|doesn't|do not|not|cannot) (?:support|allow|accept|use)(?: the| setting)?(?: parameter| field| argument)? *['"`]?([a-z][\w.]*)/i,
]

/** Codes that say: it is the parameter itself. */
const CODES: ReadonlySet<string | undefined> = new Set([
  'unsupported_parameter',
  'unknown_parameter',
  'unsupported_value',
  'invalid_parameter',
])

/** The field of the sent body that a refusal is about; undefined where it names none that was sent. */
export function refusedField({ message, code, param }: Failure, sent: JsonObject): string | undefined {
  const named = SHAPES.map(shape => shape.exec(message)?.[1])
  const candidates = [CODES.has(code) || code === undefined ? param : undefined, ...named]
  return candidates
    .flatMap(name => (name === undefined ? [] : [name.replace(/^body\./, '').split(/[.[]/)[0] ?? '']))
    .find(name => Object.hasOwn(sent, name))
}
