import { bytesOf } from './bytes.ts'
import type { Events } from './events.ts'
import { type Member, scanObject } from './scan.ts'
import { type Edit, modelEdits, splice } from './splice.ts'

const MODEL = bytesOf('"model"')
const DATA = bytesOf('data:')
const QUOTE = 0x22
const SPACE = 0x20
/** Members of stream events that hold a reply: `response.created` and its like, `message_start`. */
const HOLDERS = new Set(['response', 'message'])

/** A whole reply with its own `model` set to this name; anything that is no JSON object stays as it is. */
export function renameReply(bytes: Uint8Array, name: string): Uint8Array {
  const scanned = scanObject(bytes)
  return scanned ? splice(bytes, modelEdits(scanned.members.filter(isText(bytes)), name)) : bytes
}

/** Events of a stream with the `model` of each reply or chunk set to this name; every other byte stays. */
export function renameEvents({ bytes, ends }: Events, name: string): Uint8Array {
  const edits: Edit[] = []
  let start = 0
  for (const end of ends) {
    if (holdsModel(bytes, start, end)) edits.push(...eventEdits(bytes, start, end, name))
    start = end
  }
  return splice(bytes, edits)
}

function eventEdits(bytes: Uint8Array, start: number, end: number, name: string): Edit[] {
  const data = dataOnly(bytes.subarray(start, end))
  const members = scanObject(data)?.members ?? []
  const inner = members
    .filter(({ key }) => HOLDERS.has(key))
    .flatMap(holder => scanObject(data, holder.start, holder.end)?.members ?? [])
  return modelEdits([...members, ...inner].filter(isText(data)), name).map(edit => ({
    ...edit,
    start: edit.start + start,
    end: edit.end + start,
  }))
}

const isText =
  (bytes: Uint8Array) =>
  (member: Member): boolean =>
    bytes[member.start] === QUOTE

/** Cheap look before the costly one. */
function holdsModel(bytes: Uint8Array, start: number, end: number): boolean {
  const [, first] = MODEL
  if (first === undefined) return false
  for (let at = bytes.indexOf(first, start); at > 0 && at < end; at = bytes.indexOf(first, at + 1)) {
    if (MODEL.every((byte, index) => bytes[at - 1 + index] === byte)) return true
  }
  return false
}

/** A copy in which all but the payload of `data` lines is white space, so that offsets stay those of the event. */
function dataOnly(event: Uint8Array): Uint8Array {
  // Not `slice`, which on Node's Buffer is a view and no copy.
  const copy = new Uint8Array(event)
  let at = 0
  while (at < copy.length) {
    const end = lineEnd(copy, at)
    const isData = DATA.every((byte, index) => copy[at + index] === byte)
    copy.fill(SPACE, at, isData ? at + DATA.length : end)
    at = end + 1
  }
  return copy
}

function lineEnd(bytes: Uint8Array, at: number): number {
  while (at < bytes.length && bytes[at] !== 0x0a && bytes[at] !== 0x0d) at++
  return at
}
