import { cacheField } from '../../cache-breakpoint.ts'
import type { Block, FileBlock, ImageBlock, OpaqueBlock } from '../../conversation.ts'
import { textOf, urlOf } from '../../data-url.ts'
import { isObject, type JsonObject } from '../../json.ts'
import { turnsField } from '../../option-paths.ts'
import { loseOwnFields } from '../../own-fields.ts'
import type { Page } from './page.ts'

/** The most breakpoints that OpenAI takes in a request. */
const MOST_BREAKPOINTS = 4

/** Prints content blocks as parts, in order; what cannot be a part is told to the ledger. */
export const writeParts = (blocks: readonly Block[], page: Page): JsonObject[] =>
  blocks.flatMap(block => {
    const part = writePart(block, page)
    if (!part) return []
    return [block.cache ? { ...part, ...cacheField(block.cache, block.path, page) } : part]
  })

/**
 * Parts as `content`: a plain string where text is all there is, since older servers take nothing else; block borders are kept
 * for OpenAI and for endpoints that cache at them.
 */
export function contentOf(parts: JsonObject[], { target: { quirks } }: Page): JsonObject[] | string {
  const [first] = parts
  if (!first) return ''
  const isPlain = parts.every(part => part.type === 'text' && Object.keys(part).length === 2)
  if (isPlain && parts.length === 1) return String(first.text)
  const keepsBorders = quirks.openaiParameters || quirks.cacheBreakpoints !== 'none'
  return isPlain && !keepsBorders ? parts.map(part => String(part.text)).join('\n\n') : parts
}

function writePart(block: Block, page: Page): JsonObject | undefined {
  switch (block.type) {
    case 'text':
      if (block.citations?.length) page.ledger.lose('citation_dropped', block.path)
      return block.text === '' ? undefined : { type: 'text', text: block.text }
    case 'image':
      loseOwnFields(block, page.ledger)
      return writeImage(block, page)
    case 'file':
      loseOwnFields(block, page.ledger)
      return writeFile(block, page)
    case 'audio':
      return { type: 'input_audio', input_audio: { data: block.data, format: block.format } }
    case 'refusal':
      return { type: 'refusal', refusal: block.text }
    case 'opaque':
      return writeOpaque(block, page)
    // Printed as fields of a message, or as a message of their own.
    case 'reasoning':
    case 'tool-call':
    case 'tool-result':
      return undefined
  }
}

function writeImage({ source, detail, path }: ImageBlock, { ledger }: Page): JsonObject | undefined {
  const url = source.kind === 'text' ? undefined : urlOf(source)
  if (url === undefined) {
    ledger.refuse(
      path,
      'Chat Completions takes images as URL or data, not by file id. Send the image itself.',
    )
    return undefined
  }
  return { type: 'image_url', image_url: { url, ...(detail !== undefined && { detail }) } }
}

function writeFile(block: FileBlock, { conversation, ledger }: Page): JsonObject | undefined {
  const { source, filename, path } = block
  const text = textOf(source)
  if (text !== undefined) {
    ledger.lose('file_as_text', path)
    return { type: 'text', text: filename ? `File ${filename}:\n${text}` : text }
  }
  if (source.kind === 'url' || (source.kind === 'id' && conversation.from !== 'chat')) {
    ledger.refuse(path, 'Chat Completions takes files as data, not by URL or file id. Send the file itself.')
    return undefined
  }
  if (source.kind === 'id')
    return { type: 'file', file: { file_id: source.id, ...(filename && { filename }) } }
  if (source.mediaType.startsWith('image/')) {
    return { type: 'image_url', image_url: { url: urlOf(source) } }
  }
  return { type: 'file', file: { filename: filename ?? 'file', file_data: urlOf(source) } }
}

function writeOpaque(block: OpaqueBlock, { ledger }: Page): JsonObject | undefined {
  if (block.dialect === 'chat') return block.value
  if (block.fate === 'refuse') {
    const message = `A ${block.kind} item cannot be told to a Chat Completions model. Take it out of the history.`
    ledger.refuse(block.path, message)
    return undefined
  }
  if (block.fate === 'text' && block.text) {
    ledger.lose('item_as_text', block.path)
    return { type: 'text', text: block.text }
  }
  ledger.lose('item_dropped', block.path)
  return undefined
}

/** Takes out all but the last breakpoints of the messages: OpenAI refuses more. */
export function limitBreakpoints(
  messages: readonly JsonObject[],
  { ledger, conversation }: Page,
): JsonObject[] {
  let left = MOST_BREAKPOINTS
  const limitPart = (part: JsonObject): JsonObject => {
    const { prompt_cache_breakpoint: breakpoint, ...rest } = part
    if (breakpoint === undefined || left-- > 0) return part
    ledger.lose('cache_breakpoint_dropped', turnsField(conversation))
    return rest
  }
  return messages
    .toReversed()
    .map(message => {
      if (!Array.isArray(message.content)) return message
      const parts = message.content.filter(isObject).toReversed()
      return { ...message, content: parts.map(limitPart).toReversed() }
    })
    .toReversed()
}
