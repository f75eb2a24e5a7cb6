import type { Conversation, Dialect } from '../conversation.ts'
import { dialects } from '../dialects/index.ts'
import { asArray, type JsonObject } from '../json.ts'

/** Fields of Responses that lean on what is kept elsewhere: a reader must refuse them, people want to see the rest. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  previous_response_id: 'It goes on from an earlier response, whose turns are not in it.',
  conversation: 'It goes on from a conversation that the provider keeps, whose turns are not in it.',
  prompt: 'It uses a prompt that the provider keeps.',
}
/** Further elements that cannot be read are left out together with the rest. */
const MOST_LEFT_OUT = 50

/** Reads a request for people: an element that no reader understands is left out and told, the others stay. */
export function readLoosely(
  body: JsonObject,
  dialect: Dialect,
): { readonly conversation?: Conversation; readonly problem?: string } {
  const problems: string[] = []
  const known: JsonObject = { ...body }
  for (const [field, problem] of Object.entries(ELSEWHERE)) {
    if (dialect !== 'responses' || known[field] === undefined || known[field] === null) continue
    delete known[field]
    problems.push(problem)
  }
  for (let tries = 0; tries <= MOST_LEFT_OUT; tries++) {
    const read = attempt(known, dialect)
    if (typeof read !== 'string' && read.ok) return { conversation: read.value, ...told(problems) }
    if (typeof read === 'string') return told([...problems, read])
    const { message, param = '' } = read.failure
    const place = leaveOut(known, param)
    // A field that only its own provider can serve says nothing of the turns.
    if (place !== 'field') problems.push(message)
    if (place === undefined) return told(problems)
  }
  return told(problems)
}

const told = (problems: readonly string[]): { problem?: string } =>
  problems.length === 0 ? {} : { problem: [...new Set(problems)].join(' ') }

/** Readers are made for what is whole; a body that was cut may surprise them. */
function attempt(body: JsonObject, dialect: Dialect) {
  try {
    return dialects[dialect].readRequest(body)
  } catch {
    return 'The request could not be read as a conversation: its text stands under Request.'
  }
}

/** Takes away the element or field at a path such as `messages[3].content[0]`; undefined where there is none. */
function leaveOut(body: JsonObject, param: string): 'element' | 'field' | undefined {
  const [, field = '', place] = /^(\w+)(?:\[(\d+)\])?/.exec(param) ?? []
  if (body[field] === undefined) return undefined
  if (place === undefined) {
    delete body[field]
    return TURNS.has(field) ? 'element' : 'field'
  }
  const list = asArray(body[field])
  if (Number(place) >= list.length) return undefined
  body[field] = list.filter((_, index) => index !== Number(place))
  return 'element'
}

/** The fields that hold what people read. */
const TURNS: ReadonlySet<string> = new Set(['messages', 'input', 'system', 'instructions'])
