import type { Dialect } from '../../../src-main/core/conversation.ts'
import { dialects } from '../../../src-main/core/dialects/index.ts'
import { asObject, type JsonObject, parseJson } from '../../../src-main/core/json.ts'
import type { ClientRequest, Recording } from '../../support/recordings.ts'
import { endingOf } from '../ending.ts'
import { plainTarget, vendorTarget } from '../targets.ts'
import { askedOf, translate } from '../traffic.ts'
import { accumulated } from './accumulated.ts'
import { namedOnTheWayBack, names, namesOfReply } from './explained.ts'
import { type Fact, unmatched } from './facts.ts'
import { replyFacts } from './replies.ts'
import { replySaysNothing } from './reply-equivalences.ts'
import { saysNothing } from './request-equivalences.ts'
import { requestFacts } from './requests.ts'

/** What became of one recording on its way there and back. `exact`: only what says nothing is missing. */
export interface Fate {
  readonly kind: 'exact' | 'named' | 'refused' | 'unexplained'
  readonly unexplained: readonly string[]
}

const REFUSED: Fate = { kind: 'refused', unexplained: [] }

/** A request through a model of which nothing is known, and back to the vendor of its own dialect. */
export function requestFate({ name, dialect, body }: ClientRequest, other: Dialect): Fate {
  const there = rewritten(dialect, other, body, plainTarget(other))
  const back = there && rewritten(other, dialect, there.body, vendorTarget(dialect))
  if (!there || !back) return REFUSED
  const gone = unmatched(requestFacts(dialect, body), requestFacts(dialect, back.body))
  const telling = gone.filter(({ leaf }) => !saysNothing(dialect, leaf, body))
  return fateOf(name, telling, fact => {
    const { path } = fact.leaf
    return (
      there.losses.some(loss => names(loss, path)) || namedOnTheWayBack(fact, there.body, back.losses, names)
    )
  })
}

function rewritten(from: Dialect, to: Dialect, body: JsonObject, target: ReturnType<typeof plainTarget>) {
  const read = dialects[from].readRequest(body)
  const written = read.ok ? dialects[to].writeRequest(read.value, target) : read
  if (!read.ok || !written.ok) return undefined
  return { body: written.value.body, losses: [...read.losses, ...written.losses] }
}

/** A reply of one vendor for a client of another dialect, and from there for a client of its own: as it came, whole or streamed. */
export function replyFate(recording: Recording, other: Dialect): Fate {
  const { name, dialect, answer } = recording
  if (endingOf(recording) !== 'whole') return REFUSED
  const there = translate(recording, other)
  const between: Recording = {
    name,
    dialect: other,
    status: 200,
    request: askedOf(recording, other).body,
    answer:
      answer.kind === 'stream'
        ? { kind: 'stream', text: there.streamed.text }
        : { kind: 'whole', body: bodyOf(there.whole.text) },
  }
  const back = translate(between, dialect)
  const before = wholeOf(recording)
  const after = answer.kind === 'stream' ? accumulated(dialect, back.streamed.text) : bodyOf(back.whole.text)
  const gone = unmatched(replyFacts(dialect, before), replyFacts(dialect, after))
  const telling = gone.filter(({ leaf }) => !replySaysNothing(dialect, leaf, before))
  return fateOf(name, telling, fact => {
    const isNamed = there.losses.some(loss => namesOfReply(dialect, loss, fact.leaf))
    const namesThere = (loss: { path: string }, leaf: Fact['leaf']) => namesOfReply(other, loss, leaf)
    return (
      isNamed ||
      namedOnTheWayBack(fact, wholeOf(between), back.losses, (loss, _, leaf) => namesThere(loss, leaf))
    )
  })
}

const bodyOf = (text: string): JsonObject => asObject(parseJson(text))

const wholeOf = ({ dialect, answer }: Recording): JsonObject =>
  answer.kind === 'stream' ? accumulated(dialect, answer.text) : answer.body

function fateOf(name: string, gone: readonly Fact[], isNamed: (fact: Fact) => boolean): Fate {
  const unexplained = gone
    .filter(fact => !isNamed(fact))
    .map(({ leaf, key, value }) => `${name}: ${leaf.path} (${key}) = ${value.slice(0, 80)}`)
  return { kind: unexplained.length > 0 ? 'unexplained' : gone.length > 0 ? 'named' : 'exact', unexplained }
}
