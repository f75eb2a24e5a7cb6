import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { base32nopad } from '@scure/base'
import type { Conversation, ToolKind, ToolReference } from './conversation.ts'
import type { Outcome } from './dialects/dialect.ts'
import { DEFAULT_QUIRKS, type Quirks } from './target.ts'
import { untranslatable } from './untranslatable.ts'

/** What a provider accepts as a tool name; 64 letters, digits, `_` and `-` is what all of them do. */
const LONGEST_NAME = 64
const LEGAL_ID = /^[a-zA-Z0-9_-]{1,64}$/

/** A tool of the client's request, as it wants to be called back. */
export interface NamedTool extends ToolReference {
  readonly kind: ToolKind
}

/** Tool names on one wire: a pure function of the request, so the way back needs no state. */
export interface ToolNames {
  /** The flat, legal name under which a tool travels. */
  wire(tool: ToolReference): string
  /** The client's own tool again. A name nobody declared comes back as a plain function of that name. */
  client(wireName: string): NamedTool
}

/**
 * Flattens namespaces (`ns__name`, or joined where the namespace already ends in `__`), replaces what is illegal, and
 * shortens by hash. Two declared tools with one wire name are refused: a call could not be told back. A name that only the
 * history holds (a model's wrong guess, which clients replay) gives way to a declared one.
 */
export function toolNames(
  conversation: Conversation,
  { toolNameStart }: Pick<Quirks, 'toolNameStart'> = DEFAULT_QUIRKS,
): Outcome<ToolNames> {
  const wireName = toolNameStart === 'any' ? flatName : letterFirst
  const byWire = new Map<string, NamedTool>()
  for (const { path, declared, ...tool } of namedTools(conversation)) {
    const wire = wireName(tool)
    const taken = byWire.get(wire)
    if (!taken) byWire.set(wire, tool)
    else if (!declared) continue
    else if (taken.name !== tool.name || taken.namespace !== tool.namespace) return collision(wire, path)
  }
  return {
    ok: true,
    losses: [],
    value: { wire: wireName, client: name => byWire.get(name) ?? { name, kind: 'function' } },
  }
}

/** A call id that every provider accepts: itself where legal, else a hash of it. The same for the call and its result. */
export const wireCallId = (id: string): string =>
  LEGAL_ID.test(id)
    ? id
    : `call_${base32nopad
        .encode(sha256(utf8ToBytes(id)))
        .toLowerCase()
        .slice(0, 24)}`

/** Gemini wants a letter or an underscore first. */
const letterFirst = (tool: ToolReference): string => {
  const name = flatName(tool)
  return /^[a-zA-Z_]/.test(name) ? name : flatName({ name: `_.${name}` })
}

function flatName({ name, namespace }: ToolReference): string {
  const joined = namespace ? (namespace.endsWith('__') ? namespace + name : `${namespace}__${name}`) : name
  const legal = joined.replace(/[^a-zA-Z0-9_-]/g, '_')
  // An illegal character is hashed too: `a.b` and `a_b` must stay two tools.
  if (legal === joined && legal.length <= LONGEST_NAME) return legal
  return `${legal.slice(0, LONGEST_NAME - 9)}_${bytesToHex(sha256(utf8ToBytes(joined))).slice(0, 8)}`
}

function* namedTools(conversation: Conversation): Generator<NamedTool & { path: string; declared: boolean }> {
  for (const tool of conversation.tools) {
    if (tool.type === 'hosted') continue
    const kind = tool.type === 'custom' ? 'custom' : tool.kind
    yield { name: tool.name, namespace: tool.namespace, kind, path: tool.path, declared: true }
  }
  for (const turn of conversation.turns) {
    for (const block of turn.blocks) {
      if (block.type !== 'tool-call') continue
      yield {
        name: block.name,
        namespace: block.namespace,
        kind: block.kind,
        path: block.path,
        declared: false,
      }
    }
  }
}

function collision(wire: string, path: string): Outcome<never> {
  const message = `Two tools would both be called "${wire}" upstream, so a call could not be told apart. Rename one of them.`
  return { ok: false, failure: untranslatable(path, message) }
}
