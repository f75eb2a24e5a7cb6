import type { Dialect } from '../../../src-main/core/conversation.ts'
import { asArray, asObject, asString, type JsonObject, parseJson } from '../../../src-main/core/json.ts'
import { type Fact, factsOf, inputOf, type Meaning } from './facts.ts'
import { holder, type Leaf } from './leaves.ts'

/** What a reply says, read by other rules than the product's: our envelopes are opened, as only their vendor's words count. */
export const replyFacts = (dialect: Dialect, body: JsonObject): Fact[] => {
  const facts = factsOf(body, READINGS[dialect])
  return [...facts, ...facts.flatMap(fact => sealed(fact.value)).flatMap(item => factsOf(item, proofOf))]
}

/** What is inside of an envelope, and inside of the envelopes in it. */
function sealed(value: string): JsonObject[] {
  if (!value.startsWith('pb1.j.')) return []
  const payload = asObject(
    parseJson(Buffer.from(value.slice(value.lastIndexOf('.') + 1), 'base64url').toString()),
  )
  const item = asObject(payload.item)
  const inner = [...JSON.stringify(item).matchAll(/"(pb1\.j\.[^"]*)"/g)].flatMap(([, text = '']) =>
    sealed(text),
  )
  const { phase = null } = payload
  return [item, ...(phase === null ? [] : [{ phase }]), ...inner]
}

/** A vendor's proof: what people read of it is text like any other; all else counts by its name. */
function proofOf(leaf: Leaf): Meaning | 'plain' {
  const name = /(\w+)(?:\[\d+\])*$/.exec(leaf.path)?.[1] ?? ''
  return { key: `proof ${name}` }
}

/** What an annotation points to is the passage, wherever its text begins; 0 to 0 is all of it. */
function cited(leaf: Leaf, text: string): Meaning {
  const { start_index: start, end_index: end } = holder(leaf)
  if (leaf.path.endsWith('start_index')) return undefined
  return { key: 'cited passage', value: text.slice(Number(start ?? 0), Number(end) || undefined) }
}

const textOfMessage = (content: unknown): string =>
  typeof content === 'string'
    ? content
    : asArray(content)
        .map(part => asString(asObject(part).text) ?? '')
        .join('')

const PROOFS = /\.(signature|data|encrypted_content)$/

const READINGS: Readonly<Record<Dialect, (leaf: Leaf) => Meaning | 'plain'>> = {
  chat(leaf) {
    const place = leaf.place.replace(/^choices\[\]\.message\./, '')
    if (/^search_results\[\]\.(url|title)$/.test(place)) return { key: `cited ${place.split('.').at(-1)}` }
    if (place === 'citations[]') return { key: 'cited url' }
    if (place === leaf.place) return 'plain'
    if (/^content(\[\]\.text)?$/.test(place)) return { text: 'answer' }
    if (/^(reasoning_content|reasoning|content\[\]\.thinking(\[\]\.text)?)$/.test(place))
      return { text: 'reasoning' }
    if (/^reasoning_details/.test(place)) return proofOf(leaf)
    if (/^tool_calls\[\]\.(function|custom)\.(arguments|input)$/.test(place))
      return { key: 'input of call', value: inputOf(leaf.value) }
    if (/^annotations\[\]\.url_citation\.(url|title)$/.test(place))
      return { key: `cited ${place.split('.').at(-1)}` }
    if (/^annotations\[\]\.url_citation\.(start|end)_index$/.test(place))
      return cited(leaf, textOfMessage(asObject(leaf.around[2]).content))
    if (/^tool_calls\[\]\.(function|custom)\.name$/.test(place)) return { key: 'name of call' }
    return 'plain'
  },
  messages(leaf) {
    const block = holder(leaf)
    if (leaf.place === 'content[].text' || leaf.place === 'content') return { text: 'answer' }
    if (leaf.place === 'content[].thinking') return { text: 'reasoning' }
    if (PROOFS.test(leaf.place)) return proofOf(leaf)
    const call = leaf.around[1]
    if (/^content\[\]\.input/.test(leaf.place) && call?.type === 'tool_use')
      return { key: 'input of call', value: inputOf(call.input) }
    if (leaf.place === 'content[].name' && block.type === 'tool_use') return { key: 'name of call' }
    return 'plain'
  },
  responses(leaf) {
    const item = leaf.around[1] ?? {}
    if (/^output\[\]\.content\[\]\.text$/.test(leaf.place))
      return { text: item.type === 'reasoning' ? 'reasoning' : 'answer' }
    if (/^output\[\]\.content\[\]\.annotations\[\]\.(start|end)_index$/.test(leaf.place))
      return cited(leaf, textOfMessage(leaf.around[2]?.text))
    if (/^output\[\]\.summary\[\]\.text$/.test(leaf.place)) return { text: 'reasoning' }
    if (PROOFS.test(leaf.place) || leaf.place === 'output[].format') return proofOf(leaf)
    if (/^output\[\]\.(arguments|input)/.test(leaf.place))
      return { key: 'input of call', value: inputOf(item.arguments ?? item.input) }
    if (leaf.place === 'output[].phase') return { key: 'proof phase' }
    if (leaf.place === 'output[].name') return { key: 'name of call' }
    return 'plain'
  },
}
