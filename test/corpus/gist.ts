import type { Block, Conversation, Source } from '../../src-main/core/conversation.ts'
import { unwrapInput } from '../../src-main/core/custom-input.ts'
import { parseJson } from '../../src-main/core/json.ts'
import type { Loss } from '../../src-main/core/reply.ts'
import { wireCallId } from '../../src-main/core/tool-names.ts'

/** What a conversation says, in no dialect's arrangement. */
export interface Gist {
  /** The words of each side, in order. */
  readonly words: Readonly<Record<Side, string[]>>
  /** Names apart, as they travel by other rules: the ids and inputs of calls. */
  readonly calls: string[]
  /** The words of results, by the ids of their calls. */
  readonly results: ReadonlyMap<string, string[]>
  /** Bytes, places or ids of images and files; their types are sniffed by some writers. */
  readonly attachments: string[]
}

type Side = 'instructions' | 'user' | 'assistant'

/** The gist, without the content that the given losses name. */
export function gistOf({ turns }: Conversation, losses: readonly Loss[] = []): Gist {
  const lost = (path: string) =>
    losses.some(
      loss => path === loss.path || path.startsWith(`${loss.path}.`) || path.startsWith(`${loss.path}[`),
    )
  const words: Gist['words'] = { instructions: [], user: [], assistant: [] }
  const calls: string[] = []
  const results = new Map<string, string[]>()
  const attachments: string[] = []
  const take = (block: Block, said: string[]): void => {
    if (lost(block.path)) return
    if (block.type === 'text' || block.type === 'refusal') said.push(squeezed(block.text))
    if (block.type === 'image' || block.type === 'file') attachments.push(bytesOf(block.source))
    if (block.type === 'tool-call') calls.push(`${wireCallId(block.id)} ${inputOf(block.input)}`)
    if (block.type !== 'tool-result') return
    const inner: string[] = []
    for (const part of block.blocks) take(part, inner)
    results.set(wireCallId(block.callId), inner)
  }
  for (const turn of turns) {
    if (lost(turn.path)) continue
    const side = turn.role === 'system' || turn.role === 'developer' ? 'instructions' : turn.role
    for (const block of turn.blocks) take(block, words[side])
  }
  return { words, calls, results, attachments }
}

/** What of a conversation is missing in what was written and read again; empty where all is there. */
export function missing(before: Gist, after: Gist): string[] {
  const sides = ['instructions', 'user', 'assistant'] as const
  return [
    ...sides.flatMap(side =>
      outOfOrder(before.words[side], after.words[side].join('')).map(words => `${side}: ${words}`),
    ),
    ...before.calls.filter(call => !after.calls.includes(call)).map(call => `call ${call}`),
    ...[...before.results].flatMap(([id, words]) =>
      outOfOrder(words, after.results.get(id)?.join('') ?? '').map(piece => `result ${id} ${piece}`),
    ),
    ...before.attachments
      .filter(source => !after.attachments.includes(source))
      .map(source => `attachment ${source.slice(0, 80)}`),
  ]
}

function outOfOrder(pieces: readonly string[], whole: string): string[] {
  let from = 0
  return pieces.filter(piece => {
    const at = whole.indexOf(piece, from)
    if (at < 0) return true
    from = at + piece.length
    return false
  })
}

/** Space at the borders of texts may change: dialects join and trim. */
const squeezed = (text: string): string => text.replace(/\s+/g, '')

/** Free text may travel as `{"input": …}`, and is the same. JSON is compared by value. */
function inputOf(text: string): string {
  const value = parseJson(unwrapInput(text) || '{}')
  return value === undefined ? unwrapInput(text) : JSON.stringify(value)
}

function bytesOf(source: Source): string {
  switch (source.kind) {
    case 'url':
      return source.url
    case 'base64':
      return source.data
    case 'text':
      return btoa(String.fromCharCode(...new TextEncoder().encode(source.text)))
    case 'id':
      return source.id
  }
}
