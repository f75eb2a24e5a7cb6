import { bytesOf, concatBytes } from './bytes.ts'
import type { Member } from './scan.ts'

/** Bytes to stand in the place of a range. */
export interface Edit {
  readonly start: number
  readonly end: number
  readonly bytes: Uint8Array
}

const NOTHING = new Uint8Array(0)

/** The bytes with the edits made; every byte outside of them stays. Edits must not overlap; their order means nothing. */
export const splice = (bytes: Uint8Array, edits: readonly Edit[]): Uint8Array =>
  edits.length === 0 ? bytes : concatBytes(splicePieces(bytes, edits))

/**
 * The same in pieces, one behind the other, none of them a copy: bodies are large. An edit that changes nothing cuts nothing,
 * as most names go up as they came.
 */
export function splicePieces(bytes: Uint8Array, edits: readonly Edit[]): Uint8Array[] {
  const pieces: Uint8Array[] = []
  let at = 0
  for (const edit of [...edits].sort((a, b) => a.start - b.start)) {
    if (isThere(bytes, edit)) continue
    pieces.push(bytes.subarray(at, edit.start), edit.bytes)
    at = edit.end
  }
  pieces.push(bytes.subarray(at))
  return pieces.filter(({ length }) => length > 0)
}

const isThere = (bytes: Uint8Array, { start, end, bytes: wanted }: Edit): boolean =>
  wanted.length === end - start && wanted.every((byte, index) => byte === bytes[start + index])

/** Puts a name in the place of every `model`: of a repeated one too, or a second reader might take another. */
export function modelEdits(members: readonly Member[], name: string): Edit[] {
  const bytes = bytesOf(JSON.stringify(name))
  return members.filter(member => member.key === 'model').map(({ start, end }) => ({ start, end, bytes }))
}

/** Cuts members out, each with one comma, so that the rest stays an object. */
export function removalEdits(members: readonly Member[], isRemoved: (key: string) => boolean): Edit[] {
  const edits: Edit[] = []
  let before: Member | undefined
  let kept = false
  for (const [index, member] of members.entries()) {
    if (!isRemoved(member.key)) kept = true
    else if (kept && before) edits.push({ start: before.end, end: member.end, bytes: NOTHING })
    else
      edits.push({ start: member.keyStart, end: members[index + 1]?.keyStart ?? member.end, bytes: NOTHING })
    before = member
  }
  return edits
}
