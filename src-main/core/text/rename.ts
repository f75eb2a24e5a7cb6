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
  const { data, from, to, offset } = payload(bytes, start, end)
  const members = scanObject(data, from, to)?.members ?? []
  const inner = members
    .filter(({ key }) => HOLDERS.has(key))
    .flatMap(holder => scanObject(data, holder.start, holder.end)?.members ?? [])
  return modelEdits([...members, ...inner].filter(isText(data)), name).map(edit => ({
    ...edit,
    start: edit.start + offset,
    end: edit.end + offset,
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

/** What an event says, and how far its offsets lie before those of the stream's bytes. */
interface Payload {
  readonly data: Uint8Array
  readonly from: number
  readonly to: number
  readonly offset: number
}

/** Nearly every event has one line of data, the last of its lines: it is read where it lies. */
function payload(bytes: Uint8Array, start: number, end: number): Payload {
  let last = end
  while (last > start && isLineEnd(bytes[last - 1])) last--
  let from = last
  while (from > start && !isLineEnd(bytes[from - 1])) from--
  const isAlone = isData(bytes, from) && !hasData(bytes, start, from)
  if (isAlone) return { data: bytes, from: from + DATA.length, to: last, offset: 0 }
  const data = dataOnly(bytes.subarray(start, end))
  return { data, from: 0, to: data.length, offset: start }
}

function hasData(bytes: Uint8Array, at: number, end: number): boolean {
  for (; at < end; at = lineEnd(bytes, at) + 1) if (isData(bytes, at)) return true
  return false
}

const isData = (bytes: Uint8Array, at: number): boolean =>
  DATA.every((byte, index) => bytes[at + index] === byte)

const isLineEnd = (byte: number | undefined): boolean => byte === 0x0a || byte === 0x0d

/** A copy in which all but the payload of `data` lines is white space, so that offsets stay those of the event. */
function dataOnly(event: Uint8Array): Uint8Array {
  // Not `slice`, which on Node's Buffer is a view and no copy.
  const copy = new Uint8Array(event)
  let at = 0
  while (at < copy.length) {
    const end = lineEnd(copy, at)
    copy.fill(SPACE, at, isData(copy, at) ? at + DATA.length : end)
    at = end + 1
  }
  return copy
}

function lineEnd(bytes: Uint8Array, at: number): number {
  while (at < bytes.length && !isLineEnd(bytes[at])) at++
  return at
}
