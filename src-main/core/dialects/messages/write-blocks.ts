import { cacheControl } from '../../cache-breakpoint.ts'
import type {
  Block,
  Conversation,
  Dialect,
  TextBlock,
  ToolCallBlock,
  ToolResultBlock,
} from '../../conversation.ts'
import { wrapInput } from '../../custom-input.ts'
import { proofFor } from '../../envelope.ts'
import { parseExact } from '../../exact-json.ts'
import { isObject, type JsonObject } from '../../json.ts'
import type { Ledger } from '../../ledger.ts'
import { loseOwnFields } from '../../own-fields.ts'
import type { Target } from '../../target.ts'
import { type ToolNames, wireCallId } from '../../tool-names.ts'
import { documentSource, imageSource, isImage } from './sources.ts'

/** What a block writer needs to know. */
export interface Page {
  readonly conversation: Conversation
  readonly target: Target
  readonly names: ToolNames
  readonly ledger: Ledger
}

/** Prints blocks in order. Empty texts, foreign reasoning and known-ignorable items are left out, with their losses. */
export const writeBlocks = (blocks: readonly Block[], page: Page): JsonObject[] =>
  blocks.flatMap(block => {
    const written = writeBlock(block, page)
    return written ? [withCache(written, block, page)] : []
  })

function writeBlock(block: Block, page: Page): JsonObject | undefined {
  const { ledger, target } = page
  switch (block.type) {
    case 'text':
      return writeText(block, ledger)
    case 'image':
      loseOwnFields(block, ledger)
      return writeImage(block, page)
    case 'file':
      loseOwnFields(block, ledger)
      return isImage(block.source) ? writeImage(block, page) : writeFile(block, page)
    case 'audio':
      ledger.refuse(
        block.path,
        'The Messages API takes no audio. Send a transcript, or choose a model that listens.',
      )
      return undefined
    case 'reasoning': {
      const item = proofFor(block, target)
      if (!item) ledger.lose('reasoning_dropped', block.path)
      return item
    }
    case 'tool-call':
      return writeCall(block, page)
    case 'tool-result':
      return writeResult(block, page)
    case 'refusal':
      ledger.lose('refusal_as_text', block.path)
      return block.text.trim() === '' ? undefined : { type: 'text', text: block.text }
    case 'opaque': {
      if (block.dialect === 'messages') return block.value
      if (block.fate === 'refuse') {
        ledger.refuse(
          block.path,
          `A ${block.kind} item cannot be told to a Messages model. Take it out of the history.`,
        )
        return undefined
      }
      const text = block.fate === 'text' ? (block.text ?? '') : ''
      ledger.lose(text.trim() === '' ? 'item_dropped' : 'item_as_text', block.path)
      return text.trim() === '' ? undefined : { type: 'text', text }
    }
  }
}

/** Anthropic refuses texts that are empty or only white space. */
function writeText(block: TextBlock, ledger: Ledger): JsonObject | undefined {
  if (block.text.trim() === '') return undefined
  const own = block.citations?.filter(citation => citation.raw.dialect === 'messages') ?? []
  if (own.length < (block.citations?.length ?? 0)) ledger.lose('citation_dropped', block.path)
  return {
    type: 'text',
    text: block.text,
    ...(own.length > 0 && { citations: own.map(citation => citation.raw.value) }),
  }
}

/** Where clients of each dialect say how closely to look. */
const DETAIL: Readonly<Record<Dialect, string>> = {
  chat: '.image_url.detail',
  responses: '.detail',
  messages: '.detail',
}

function writeImage(block: Block & { type: 'image' | 'file' }, page: Page): JsonObject | undefined {
  const source = imageSource(block.source, page.conversation.from === 'messages')
  if (block.type === 'image' && block.detail !== undefined && block.detail !== 'auto')
    page.ledger.lose('unsupported_parameter', `${block.path}${DETAIL[page.conversation.from]}`)
  if (source) return { type: 'image', source }
  page.ledger.refuse(
    block.path,
    'The Messages API takes JPEG, PNG, GIF and WebP images, by URL or base64. Convert the image, or upload it to this provider.',
  )
  return undefined
}

function writeFile(block: Block & { type: 'file' }, page: Page): JsonObject | undefined {
  const source = documentSource(block.source, page.conversation.from === 'messages')
  if (source) return { type: 'document', source, ...(block.filename && { title: block.filename }) }
  page.ledger.refuse(
    block.path,
    'The Messages API takes PDF and text files, by URL or base64. Convert the file, or upload it to this provider.',
  )
  return undefined
}

function writeCall(block: ToolCallBlock, { names, ledger }: Page): JsonObject {
  loseOwnFields(block, ledger)
  const text = block.kind === 'custom' ? wrapInput(block.input) : block.input
  return {
    type: 'tool_use',
    id: wireCallId(block.id),
    name: names.wire(block),
    input: parseInput(text, () => ledger.lose('arguments_not_json', block.path)),
  }
}

/** A call's arguments as an object: nothing is `{}`, broken JSON is kept under `_raw` so that the turn survives. */
export function parseInput(text: string, onBroken?: () => void): JsonObject {
  if (text.trim() === '') return {}
  const value = parseExact(text)
  if (isObject(value)) return value
  onBroken?.()
  return { _raw: text }
}

function writeResult(block: ToolResultBlock, page: Page): JsonObject {
  const content = writeBlocks(block.blocks, page)
  const [only] = content
  const isPlain = content.length === 1 && only?.type === 'text' && Object.keys(only).length === 2
  return {
    type: 'tool_result',
    tool_use_id: wireCallId(block.callId),
    ...(content.length > 0 && { content: isPlain ? only.text : content }),
    ...(block.isError && { is_error: true }),
  }
}

/** Breakpoints of OpenAI and Anthropic say the same; only the lifetimes differ. */
export function withCache(
  value: JsonObject,
  { cache, path }: Pick<Block, 'cache' | 'path'>,
  { target, ledger }: Pick<Page, 'target' | 'ledger'>,
): JsonObject {
  if (!cache) return value
  // Thinking cannot end a cached prefix.
  const isThinking = value.type === 'thinking' || value.type === 'redacted_thinking'
  if (isThinking || target.quirks.cacheBreakpoints !== 'cache_control') {
    ledger.lose('cache_breakpoint_dropped', path)
    return value
  }
  return { ...value, cache_control: cacheControl({ cache, path, ledger }) }
}
