import type { Block, Conversation, FileBlock, Source, Turn } from '../conversation.ts'
import type { Media } from './media.ts'
import { pictureOf } from './message-view.ts'
import type { ChatBlock, ChatTurn, ChatView } from './views.ts'

interface Show {
  readonly clean: (text: string) => string
  readonly media: readonly Media[]
}

/** Turns for people. Instructions that lead the conversation are `systemTexts`; results of tools have turns of their own. */
export const turnViews = (turns: readonly Turn[], isReply: boolean, show: Show): readonly ChatTurn[] =>
  turns.slice(leading(turns)).flatMap(turn => turnView(turn, isReply, show))

export const systemTexts = (
  conversation: Conversation | undefined,
  clean: Show['clean'],
): ChatView['system'] => {
  const turns = conversation?.turns ?? []
  return turns
    .slice(0, leading(turns))
    .flatMap(({ blocks }) => blocks.map(block => clean(plainText(block))).filter(text => text !== ''))
}

export const toolList = (conversation: Conversation | undefined, clean: Show['clean']): ChatView['tools'] =>
  (conversation?.tools ?? []).map(({ name, namespace, description }) => ({
    name: clean(namespace === undefined ? name : `${namespace}.${name}`),
    ...(description !== undefined && { description: clean(description) }),
  }))

const isSystem = ({ role }: Turn): boolean => role === 'system' || role === 'developer'

function leading(turns: readonly Turn[]): number {
  const first = turns.findIndex(turn => !isSystem(turn))
  return first < 0 ? turns.length : first
}

/** Results of tools are told apart from what the user said in the same turn, in the order in which they stand. */
function turnView(turn: Turn, isReply: boolean, show: Show): readonly ChatTurn[] {
  const said = isSystem(turn) ? 'system' : turn.role === 'assistant' ? 'assistant' : 'user'
  const turns: { role: ChatTurn['role']; isReply: boolean; blocks: ChatBlock[] }[] = []
  for (const block of turn.blocks) {
    const role = block.type === 'tool-result' ? 'tool' : said
    const last = turns.at(-1)
    const shown = blockViews(block, show)
    if (last?.role === role) last.blocks.push(...shown)
    else if (shown.length > 0) turns.push({ role, isReply, blocks: [...shown] })
  }
  return turns
}

/** What people see of a block: of a tool's result its pictures, too. */
function blockViews(block: Block, show: Show): readonly ChatBlock[] {
  if (block.type === 'opaque' && block.kind === 'billing_header') return []
  const pictures = block.type === 'tool-result' ? block.blocks.filter(({ type }) => type === 'image') : []
  return [block, ...pictures].map(one => blockView(one, show))
}

function blockView(block: Block, show: Show): ChatBlock {
  const { clean } = show
  switch (block.type) {
    case 'text':
    case 'refusal':
      return { kind: block.type, text: clean(block.text) }
    case 'reasoning':
      return { kind: 'reasoning', text: clean(block.text) || '(encrypted)' }
    case 'tool-call':
      return {
        kind: 'tool-call',
        id: clean(block.id),
        name: clean(block.namespace === undefined ? block.name : `${block.namespace}.${block.name}`),
        input: clean(block.input),
      }
    case 'tool-result': {
      const text = clean(block.blocks.map(plainText).join('\n'))
      return { kind: 'tool-result', id: clean(block.callId), text, isError: block.isError }
    }
    case 'image': {
      const said = sourceText(block.source)
      const dataUrl = pictureOf(said, show.media)
      return { kind: 'image', text: clean(said), ...(dataUrl !== undefined && { dataUrl }) }
    }
    case 'opaque':
      return { kind: 'other', text: clean(plainText(block)) }
    default:
      return { kind: block.type, text: clean(plainText(block)) }
  }
}

/** A block in words. */
function plainText(block: Block): string {
  switch (block.type) {
    case 'text':
    case 'refusal':
    case 'reasoning':
      return block.text
    case 'image':
      return sourceText(block.source)
    case 'file':
      return fileText(block)
    case 'audio':
      return block.data.startsWith('sha256:') ? block.data : `(${block.format} audio)`
    case 'tool-call':
      return block.input
    case 'tool-result':
      return block.blocks.map(plainText).join('\n')
    case 'opaque':
      return block.text ?? `${block.kind}: ${JSON.stringify(block.value)}`
  }
}

const fileText = ({ filename, source }: FileBlock): string =>
  [filename, sourceText(source)].filter(text => text !== undefined).join(': ')

function sourceText(source: Source): string {
  switch (source.kind) {
    case 'url':
      return source.url
    case 'text':
      return source.text
    case 'id':
      return `(file ${source.id}, kept by the provider)`
    case 'base64':
      return source.data.startsWith('sha256:') ? source.data : `(${source.mediaType})`
  }
}
