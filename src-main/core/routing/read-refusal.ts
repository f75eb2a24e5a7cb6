import type { Dialect } from '../conversation.ts'
import { EFFORTS } from '../effort.ts'
import { asNumber, type JsonObject } from '../json.ts'
import type { Failure } from '../reply.ts'
import type { Target } from '../target.ts'
import { type Teaching, takeTeaching } from './lesson.ts'
import { refusedField } from './refused-field.ts'

/** A request that was refused, and how. */
export interface Refused {
  readonly said: Failure
  /** As it was written for which a refusal came. */
  readonly sent: JsonObject
  readonly target: Target
}

/** What may be learned. `lasts` is false for what is about this one request (the room that its input leaves). */
export type Learned = Teaching & { readonly lasts: boolean }

interface Looked extends Refused {
  /** The provider's message, with the parameter that it names. */
  readonly text: string
}

/**
 * What a refusal teaches about the endpoint, where its words are about a capability and the request can be written without it;
 * undefined for everything else. Rules go from the most special to the most general, and one that would change nothing of what
 * is known is passed over.
 */
export function readRefusal(refused: Refused, known = refused.target): Learned | undefined {
  const looked = { ...refused, text: `${refused.said.message}\n${refused.said.param ?? ''}` }
  for (const rule of RULES) {
    const learned = rule(looked)
    if (learned && changes(learned, known)) return learned
  }
  return undefined
}

const changes = (teaching: Teaching, target: Target): boolean =>
  JSON.stringify(takeTeaching(target, teaching)) !== JSON.stringify(target)

type Rule = (looked: Looked) => Learned | undefined

const lasting = (quirks: NonNullable<Teaching['quirks']>): Learned => ({ quirks, lasts: true })

/** How providers say no to a thing, whatever it is. */
const REFUSES =
  /not (?:be )?(?:yet )?(?:support|permit|allow|available|valid|recogni|a valid|one of|accept)|n't support|unsupported|unknown|unrecogni[sz]ed|unexpected|invalid|extra inputs|deprecated|unavailable|only (?:\w+ )?(?:support|allow)|must be|should be|cannot|no longer/i

/** A rule for words that are about one thing: `about` names it, and somewhere beside it stands a no. */
const when =
  (about: RegExp, teach: Rule): Rule =>
  looked =>
    about.test(looked.text) && REFUSES.test(looked.text) ? teach(looked) : undefined

const on =
  (dialects: readonly Dialect[], rule: Rule): Rule =>
  looked =>
    dialects.includes(looked.target.dialect) ? rule(looked) : undefined

const RULES: readonly Rule[] = [
  roomLeft,
  outputLimit,
  on(
    ['chat'],
    when(/max_completion_tokens/i, () => lasting({ maxTokensField: 'max_completion_tokens' })),
  ),
  when(/['"`]?developer['"`]?/i, ({ text }) =>
    /role/i.test(text) || /variant/i.test(text) ? lasting({ instructionRole: 'system' }) : undefined,
  ),
  on(
    ['messages'],
    when(/messages\S*role|role\W+system|system\W+role/i, () => lasting({ systemTurns: 'leading' })),
  ),
  when(
    /system messages? (?:must|should|has to|have to|can|may)\b.{0,40}\b(?:beginning|begin|first|start)|roles must alternate|(?:got|but) (?:role )?['"`]?(?:system|developer)\b/i,
    () => lasting({ systemTurns: 'leading' }),
  ),
  on(
    ['chat', 'responses'],
    when(/system role|role\W{1,3}system\b|does not support 'system'/i, ({ target }) =>
      target.quirks.instructionRole === 'developer' ? undefined : lasting({ instructionRole: 'user' }),
    ),
  ),
  when(/\bimages?\b|image_url|input_image/i, ({ text }) =>
    /\btool(?:s|_result)?\b|role ['"`]?user/i.test(text) ? lasting({ toolResultImages: false }) : undefined,
  ),
  on(['messages'], when(/thinking/i, thinking)),
  when(/effort|reasoning\.summary|thinking level/i, effort),
  when(/\bthink(?:ing)?\b/i, () => lasting({ efforts: [], thinking: 'none' })),
  when(/tool[_ ]choice/i, ({ sent }) =>
    typeof sent.tool_choice === 'object' || sent.tool_choice === 'required'
      ? lasting({ forcedTools: false })
      : undefined,
  ),
  toolType,
  when(/cache_control|prompt_cache_breakpoint/i, () => lasting({ cacheBreakpoints: 'none' })),
  on(['chat'], ({ text }) =>
    /reasoning_content/i.test(text) && /missing|must be (?:passed|provided|set|present)|required/i.test(text)
      ? lasting({ reasoningField: 'reasoning_content' })
      : undefined,
  ),
  on(
    ['chat'],
    when(/reasoning_(?:content|details)/i, () => lasting({ reasoningField: 'none' })),
  ),
  when(
    /json_schema|response_format|text\.format|output_config\.format|structured output/i,
    ({ sent, target }) =>
      target.quirks.structuredOutput
        ? lasting({ structuredOutput: false })
        : oneField('response_format', sent),
  ),
  looked => {
    const field = refusedField(looked.said, looked.sent)
    return field === undefined ? undefined : (ofField(field, looked) ?? oneField(field, looked.sent))
  },
]

/** Fields that stand for a capability; any other is simply left out from now on. */
function ofField(field: string, { target }: Looked): Learned | undefined {
  switch (field) {
    case 'temperature':
    case 'top_p':
      return lasting({ sampling: false, refusedFields: target.quirks.sampling ? [] : [field] })
    case 'top_k':
      return lasting({ topK: false })
    case 'max_tokens':
      return target.dialect === 'chat' ? lasting({ maxTokensField: 'max_completion_tokens' }) : undefined
    case 'max_completion_tokens':
      return lasting({ maxTokensField: 'max_tokens' })
    case 'reasoning_effort':
    case 'reasoning':
      return lasting({ efforts: [], refusedFields: [field] })
    case 'thinking':
    case 'output_config':
      return lasting({ efforts: [], thinking: 'none' })
    default:
      return undefined
  }
}

/** What a request cannot be without, or what its sender would miss: better the provider's own error. */
const ESSENTIAL: ReadonlySet<string> = new Set(
  'model messages input instructions system tools functions stream max_tokens max_completion_tokens max_output_tokens'.split(
    ' ',
  ),
)

const oneField = (field: string, sent: JsonObject): Learned | undefined =>
  field in sent && !ESSENTIAL.has(field) ? lasting({ refusedFields: [field] }) : undefined

/** The output limit that was sent, under whichever name. */
const sentLimit = ({
  max_tokens,
  max_completion_tokens,
  max_output_tokens,
}: JsonObject): number | undefined =>
  asNumber(max_completion_tokens) ?? asNumber(max_tokens) ?? asNumber(max_output_tokens)

/** Less than this is no room for an answer: the caller should hear that its context is full. */
const LEAST_ROOM = 1024

/** vLLM, older OpenAI models and Anthropic count the input and the wished output together against the context window. */
const ROOMS: readonly RegExp[] = [
  /maximum context length is (?<window>\d+) tokens.*?(?<input>\d+) input tokens/is,
  /maximum context length is (?<window>\d+) tokens.*?(?<input>\d+) (?:tokens )?(?:in|from) the (?:messages|input|prompt)/is,
  /exceed context limit: (?<input>\d+) \+ \d+ > (?<window>\d+)/i,
]

function roomLeft({ text, sent }: Looked): Learned | undefined {
  const limit = sentLimit(sent)
  for (const shape of ROOMS) {
    const { window, input } = shape.exec(text)?.groups ?? {}
    if (window === undefined || input === undefined) continue
    const room = Number(window) - Number(input)
    return limit !== undefined && room >= LEAST_ROOM && room < limit
      ? { maxOutputTokens: room, lasts: false }
      : undefined
  }
  return undefined
}

/** The largest number below the wish in words about an output limit is the limit; a window of context is none. */
function outputLimit({ text, sent }: Looked): Learned | undefined {
  const wish = sentLimit(sent)
  const isAboutLimit = /max\w*[_ ](?:\w+[_ ])?tokens|(?:output|completion|maximum) tokens/i.test(text)
  if (wish === undefined || !isAboutLimit || /context (?:length|window|limit)/i.test(text)) return undefined
  const numbers = [...text.matchAll(/\d[\d,_]*/g)].map(([digits]) => Number(digits.replace(/[,_]/g, '')))
  const below = numbers.filter(number => number >= LEAST_OUTPUT && number < wish)
  return below.length > 0 ? { maxOutputTokens: Math.max(...below), lasts: true } : undefined
}

/** The smallest number that is taken for an output limit and not for an index. */
const LEAST_OUTPUT = 256

/** Manual and adaptive thinking exclude each other: newer models know one, older ones the other, some none. */
function thinking({ text, target }: Looked): Learned | undefined {
  if (/effort/i.test(text)) return undefined
  const isManual = target.quirks.thinking === 'manual'
  if (/adaptive/i.test(text)) return lasting({ thinking: isManual ? 'adaptive' : 'manual' })
  return lasting({ thinking: 'none' })
}

/** The efforts that the words name beside the one that was refused; none at all where the model takes no effort. */
function effort({ text, target }: Looked): Learned {
  const listed =
    /(?:support(?:ed|s)?|valid|allowed|available|one of|must be|should be|expected)[^:]{0,40}:?(?<list>[\s\S]*)/i.exec(
      text.replace(/does not support\b[^.]*\.?/i, ''),
    )?.groups?.list
  const named = EFFORTS.filter(name => listed !== undefined && new RegExp(`\\b${name}\\b`).test(listed))
  if (named.length > 1) return lasting({ efforts: [...named] })
  const refused = EFFORTS.find(name => new RegExp(`['"\`]${name}['"\`]`).test(text))
  const left = target.quirks.efforts.filter(name => name !== refused)
  return lasting({
    efforts: refused === undefined || left.length === target.quirks.efforts.length ? [] : left,
  })
}

/** A type of tool that the endpoint does not know: strict servers take functions alone (failure-modes 60). */
function toolType({ text, target, sent }: Looked): Learned | undefined {
  if (!Array.isArray(sent.tools) || !/tool|variant/i.test(text) || !REFUSES.test(text)) return undefined
  const { hostedTools } = target.quirks
  if (/must be ['"`]?function/i.test(text))
    return lasting({ customTools: false, toolNamespaces: false, hostedTools: [] })
  const quoted = [...text.matchAll(/['"`]([\w.]+)['"`]/g)].map(([, name]) => name ?? '')
  const [first] = quoted.filter(name => TOOL_TYPES.has(name) || hostedTools.includes(name))
  if (first === undefined) return undefined
  if (first === 'custom') return lasting({ customTools: false })
  if (first === 'namespace' || first === 'tool_search') return lasting({ toolNamespaces: false })
  return lasting({ hostedTools: hostedTools.filter(type => type !== first) })
}

const TOOL_TYPES: ReadonlySet<string> = new Set(['custom', 'namespace', 'tool_search'])
