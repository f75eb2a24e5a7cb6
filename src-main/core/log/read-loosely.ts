import type { Conversation, Dialect } from '../conversation.ts'
import { dialects } from '../dialects/index.ts'
import { asArray, type JsonObject } from '../json.ts'

/** Fields of Responses that lean on what is kept elsewhere: a reader must refuse them, people want to see the rest. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  previous_response_id: 'It goes on from an earlier response, whose turns are not in it.',
  conversation: 'It goes on from a conversation that the provider keeps, whose turns are not in it.',
  prompt: 'It uses a prompt that the provider keeps.',
  background: '',
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
    if (problem !== '') problems.push(problem)
  }
  for (let tries = 0; tries <= MOST_LEFT_OUT; tries++) {
    const read = attempt(known, dialect)
    if (typeof read !== 'string' && read.ok) return { conversation: read.value, ...told(problems) }
    const message = typeof read === 'string' ? read : read.failure.message
    problems.push(message)
    const param = typeof read === 'string' ? undefined : read.failure.param
    if (param === undefined || !leaveOut(known, param)) return told(problems)
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

/** Takes away the element or field at a path such as `messages[3].content[0]`; false where there is none. */
function leaveOut(body: JsonObject, param: string): boolean {
  const element = /^(\w+)\[(\d+)\]/.exec(param)
  const field = element?.[1] ?? /^\w+/.exec(param)?.[0] ?? ''
  if (body[field] === undefined) return false
  if (!element) {
    delete body[field]
    return true
  }
  const list = asArray(body[field])
  const index = Number(element[2])
  if (index >= list.length) return false
  // An empty place keeps the paths of the others as they were; readers pass it over or name it next.
  body[field] = list.filter((_, at) => at !== index)
  return true
}
