import type { Dialect } from '../conversation.ts'
import { ENVELOPE_PREFIX } from '../envelope.ts'
import { asObject, asString, type Json, parseJson } from '../json.ts'
import type { RequestTraits } from '../routing/resolution.ts'
import { bytesOf, textOf } from './bytes.ts'
import { type Member, type ScannedObject, scanObject } from './scan.ts'

/** What the proxy must know of a request's body before it decides, read without building it. */
export interface Peek {
  /** Where the body begins: behind a byte order mark, which providers refuse. */
  readonly start: number
  readonly members: readonly Member[]
  /** As JSON reads it: the last one, where it is repeated. Undefined where there is none. */
  readonly model: Json | undefined
  readonly stream: boolean
  readonly providerData: Json | undefined
  has(key: string): boolean
  traits(dialect: Dialect): RequestTraits
  /** Function tools in the flat form of Responses, which Chat providers do not know. */
  readonly flatTools: boolean
  /** Reasoning that this proxy wrapped for the way back may be in it. */
  readonly mayHoldEnvelopes: boolean
}

const PREFIX = bytesOf(ENVELOPE_PREFIX)

/** Undefined for bytes that are not one JSON object. */
export function peek(bytes: Uint8Array): Peek | undefined {
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  const scanned = scanObject(bytes, start, bytes.length, { watch: 'tools', prefix: PREFIX })
  if (!scanned) return undefined
  const { members } = scanned
  const value = (key: string) => readMember(bytes, members, key)
  const tools = readTools(bytes, scanned)
  return {
    start,
    members,
    model: value('model'),
    stream: value('stream') === true,
    providerData: value('provider_data'),
    has: key => members.some(member => member.key === key),
    traits: dialect => ({
      dialect,
      functionTools: tools.some(tool => isFunction(tool, dialect)),
      // On Messages, `custom` is the word for an ordinary function.
      customTools: dialect !== 'messages' && tools.some(tool => tool.type === 'custom'),
      reasoning: wantsReasoning(value),
    }),
    flatTools: tools.some(
      tool => (tool.type === 'function' || tool.type === 'custom') && !tool.isNested && tool.isNamed,
    ),
    mayHoldEnvelopes: scanned.hasPrefix,
  }
}

/** The value of a member, the last one where it is repeated. */
function readMember(bytes: Uint8Array, members: readonly Member[], key: string): Json | undefined {
  const member = members.findLast(candidate => candidate.key === key)
  return member && parseJson(textOf(bytes.subarray(member.start, member.end)))
}

interface ToolSketch {
  readonly type: string | undefined
  readonly isNested: boolean
  readonly isNamed: boolean
}

const readTools = (bytes: Uint8Array, scanned: ScannedObject): ToolSketch[] =>
  scanned.elements.map(members => ({
    type: asString(readMember(bytes, members, 'type')),
    isNested: members.some(({ key }) => key === 'function' || key === 'custom'),
    isNamed: members.some(({ key }) => key === 'name'),
  }))

/** Namespaces of Responses hold functions; Messages' own tools say nothing or `custom`. */
function isFunction({ type }: ToolSketch, dialect: Dialect): boolean {
  if (type === 'function' || type === 'namespace') return true
  return dialect === 'messages' && (type === undefined || type === 'custom')
}

function wantsReasoning(value: (key: string) => Json | undefined): boolean {
  const effort =
    value('reasoning_effort') ??
    asObject(value('reasoning')).effort ??
    asObject(value('output_config')).effort
  if (typeof effort === 'string') return effort !== 'none'
  const thinking = asObject(value('thinking')).type
  return thinking === 'enabled' || thinking === 'adaptive'
}
