import type {
  ResponseFunctionCallOutputItem,
  ResponseInputContent,
  ResponseInputFile,
  ResponseInputImage,
  ResponseInputText,
} from 'openai/resources/responses/responses'
import { cacheField } from '../../cache-breakpoint.ts'
import type { Block, FileBlock, ImageBlock } from '../../conversation.ts'
import { urlOf } from '../../data-url.ts'
import type { Ledger } from '../../ledger.ts'
import { loseOwnFields } from '../../own-fields.ts'
import type { Target } from '../../target.ts'
import { refuse } from './refusals.ts'

type InputPart = ResponseInputContent & ResponseFunctionCallOutputItem

/** What content is written for, and where losses are noted. */
export interface ContentContext {
  readonly target: Target
  readonly ledger: Ledger
}

/** Parts of a caller's message or of a tool's output. */
export function writeInputParts(blocks: readonly Block[], context: ContentContext): InputPart[] {
  return blocks.flatMap(block => writeInputPart(block, context))
}

function writeInputPart(block: Block, context: ContentContext): InputPart[] {
  switch (block.type) {
    case 'text':
      return block.text === '' ? [] : [{ ...text(block.text), ...cacheOf(block, context) }]
    case 'refusal':
      context.ledger.lose('refusal_as_text', block.path)
      return [text(block.text)]
    case 'image':
      loseOwnFields(block, context.ledger)
      return [{ ...writeImage(block), ...cacheOf(block, context) }]
    case 'file':
      loseOwnFields(block, context.ledger)
      return [{ ...writeFile(block), ...cacheOf(block, context) }]
    case 'audio':
      return refuse(block.path, 'a Responses endpoint takes no audio.')
    case 'opaque':
      return opaqueText(block, context).map(text)
    default:
      return refuse(block.path, `a ${block.type} block cannot stand in this place.`)
  }
}

const text = (value: string): ResponseInputText => ({ type: 'input_text', text: value })

/** The stand-in for content that only its own dialect can print. */
export function opaqueText(block: Block & { type: 'opaque' }, { ledger }: ContentContext): string[] {
  if (block.fate === 'refuse')
    return refuse(block.path, `content of type "${block.kind}" cannot be sent to a Responses endpoint.`)
  const told = block.fate === 'text' && block.text ? [block.text] : []
  ledger.lose(told.length > 0 ? 'item_as_text' : 'item_dropped', block.path)
  return told
}

function writeImage({ source, detail, path }: ImageBlock): ResponseInputImage {
  // The API fills in `auto`; the type alone wants it said. Any other word is the vendor's own, from its other dialect.
  const part = { type: 'input_image', ...(detail !== undefined && { detail }) } as ResponseInputImage
  const url = urlOf(source)
  if (url !== undefined) return { ...part, image_url: url }
  return { ...part, file_id: idOf(source, path) }
}

/** A file without a name is refused upstream, so it gets one. */
function writeFile({ source, filename, path }: FileBlock): ResponseInputFile {
  const part: ResponseInputFile = { type: 'input_file', ...(filename && { filename }) }
  if (source.kind === 'url') return { type: 'input_file', file_url: source.url }
  const url = urlOf(source)
  if (url === undefined) return { ...part, file_id: idOf(source, path) }
  return { filename: url.startsWith('data:text/') ? 'document.txt' : 'document.pdf', ...part, file_data: url }
}

/** Ids of uploads belong to the provider that issued them, which is not the one that is written to. */
const idOf = (source: ImageBlock['source'], path: string): string =>
  source.kind === 'id' && source.id.startsWith('file-') && path.startsWith('input')
    ? source.id
    : refuse(path, 'an uploaded file is known only to the provider it was uploaded to. Send its content.')

/** The end of a cached prefix; it only changes the price. */
const cacheOf = ({ cache, path }: Block, context: ContentContext) =>
  cache ? cacheField(cache, path, context) : {}
