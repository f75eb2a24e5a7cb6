import type { Block, Citation, Proof, Source } from '../../conversation.ts'
import { isEnvelope, unwrapProof } from '../../envelope.ts'
import { asArray, asObject, asString, isObject, type Json, type JsonObject } from '../../json.ts'
import { ownCaller } from '../../own-fields.ts'
import { readCitation } from './citations.ts'
import { defined } from './defined.ts'
import { opaqueBlock } from './opaque.ts'

/** A block of content at its path; undefined where the block says nothing (an empty text). */
type BlockReader = (value: JsonObject, path: string) => Block | undefined

const BLOCKS: Readonly<Record<string, BlockReader>> = {
  text: readText,
  image: readImage,
  document: readDocument,
  thinking: (value, path) => ({
    type: 'reasoning',
    text: asString(value.thinking) ?? '',
    proof: readProof(asString(value.signature), { ...value, cache_control: undefined }),
    path,
  }),
  redacted_thinking: (value, path) => ({
    type: 'reasoning',
    text: '',
    proof: readProof(asString(value.data), { ...value, cache_control: undefined }),
    path,
  }),
  tool_use: readToolUse,
  tool_result: readToolResult,
}

/** The blocks of a message's `content`, a string or an array. Unknown blocks become opaque ones that others refuse. */
export function readContent(content: Json | undefined, path: string): Block[] {
  if (typeof content === 'string') return content === '' ? [] : [{ type: 'text', text: content, path }]
  return asArray(content).flatMap((value, index) => {
    const block = isObject(value) ? readBlock(value, `${path}[${index}]`) : undefined
    return block ? [block] : []
  })
}

function readBlock(value: JsonObject, path: string): Block | undefined {
  const type = asString(value.type) ?? ''
  const reader = Object.hasOwn(BLOCKS, type) ? BLOCKS[type] : undefined
  const block = reader ? reader(value, path) : opaqueBlock(value, path)
  return block && isObject(value.cache_control) ? { ...block, cache: value.cache_control } : block
}

function readText(value: JsonObject, path: string): Block | undefined {
  const text = asString(value.text) ?? ''
  if (text === '') return undefined
  const citations = asArray(value.citations)
    .map(readCitation)
    .filter((citation): citation is Citation => citation !== undefined)
  return { type: 'text', text, path, ...(citations.length > 0 && { citations }) }
}

function readImage(value: JsonObject, path: string): Block {
  const source = readSource(value.source)
  return source ? { type: 'image', source, path, ...ownFields(value) } : opaqueBlock(value, path)
}

function readDocument(value: JsonObject, path: string): Block {
  const source = readSource(value.source)
  if (!source) return opaqueBlock(value, path)
  const filename = asString(value.title)
  return {
    type: 'file',
    source,
    path,
    ...(filename !== undefined && { filename }),
    ...ownFields(value),
  }
}

/** What a document may say beside its title, and an image beside its source, where it is more than nothing. */
const OWN_FIELDS: readonly [name: string, isSaid: (block: JsonObject) => boolean][] = [
  ['context', ({ context }) => Boolean(context)],
  ['citations', ({ citations }) => asObject(citations).enabled === true],
  ['transformations', ({ transformations }) => asObject(transformations).oversized_image === 'error'],
]

function ownFields(block: JsonObject): { ownFields?: readonly string[] } {
  const names = OWN_FIELDS.filter(([, isSaid]) => isSaid(block)).map(([name]) => name)
  return names.length > 0 ? { ownFields: names } : {}
}

/** Sources of images and documents; a document made of blocks is text where all its blocks are. */
function readSource(value: Json | undefined): Source | undefined {
  if (!isObject(value)) return undefined
  const mediaType = asString(value.media_type)
  switch (value.type) {
    case 'url':
      return typeof value.url === 'string' ? { kind: 'url', url: value.url } : undefined
    case 'file':
      return typeof value.file_id === 'string' ? { kind: 'id', id: value.file_id } : undefined
    case 'base64':
      return typeof value.data === 'string'
        ? { kind: 'base64', mediaType: mediaType ?? 'application/octet-stream', data: value.data }
        : undefined
    case 'text':
      return typeof value.data === 'string'
        ? { kind: 'text', text: value.data, mediaType: mediaType ?? 'text/plain' }
        : undefined
    case 'content':
      return contentSource(value.content)
    default:
      return undefined
  }
}

function contentSource(content: Json | undefined): Source | undefined {
  if (typeof content === 'string') return { kind: 'text', text: content, mediaType: 'text/plain' }
  const texts = asArray(content).map(block => (isObject(block) ? asString(block.text) : undefined))
  if (texts.length === 0 || texts.includes(undefined)) return undefined
  return { kind: 'text', text: texts.join('\n\n'), mediaType: 'text/plain' }
}

/**
 * An envelope gives the proof inside it. A bare signature is Anthropic's own, from a provider we do not know. Claude Code
 * keeps blocks with an empty signature: those prove nothing.
 */
function readProof(seal: string | undefined, item: JsonObject): Proof | undefined {
  if (!seal) return undefined
  return isEnvelope(seal) ? unwrapProof(seal) : { dialect: 'messages', item: defined(item) }
}

function readToolUse(value: JsonObject, path: string): Block {
  // Members of a toolset have a grammar of their own (computer, browser).
  if (typeof value.toolset_name === 'string') return opaqueBlock(value, path)
  return {
    type: 'tool-call',
    id: asString(value.id) ?? '',
    kind: 'function',
    name: asString(value.name) ?? '',
    input: JSON.stringify(value.input ?? {}),
    path,
    ...ownCaller(value.caller),
  }
}

function readToolResult(value: JsonObject, path: string): Block {
  return {
    type: 'tool-result',
    callId: asString(value.tool_use_id) ?? '',
    kind: 'function',
    blocks: readContent(value.content, `${path}.content`),
    isError: value.is_error === true,
    path,
  }
}
