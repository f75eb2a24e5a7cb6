import { searchText } from '../../core/log/search-words.ts'
import type { StoredMessages } from '../../core/log/store.ts'
import { streamPieces } from '../../core/log/stream-pieces.ts'

/** Of an event stream only its ends are taken as they are: between them the reply's text stands in pieces. */
const END = 4_000
/** What is longer without a blank is no text: signatures, encrypted reasoning. Piece by piece: the engine's stack has an end. */
const NO_TEXT = /[\w+/=-]{200,60000}/g
const IS_STREAM = /^(?:event|data|id|retry|):/
const ESCAPE = /\\(?:u([0-9a-f]{4})|.)/gi

/** What can be looked for in stored messages; a text that two sides have in common is taken once. */
export function saidIn(messages: StoredMessages): string {
  const texts = new Set<string>()
  for (const { text } of Object.values(messages)) if (text) texts.add(text)
  return searchText([...texts].flatMap(text => (IS_STREAM.test(text) ? streamTexts(text) : [plain(text)])))
}

function streamTexts(text: string): readonly string[] {
  const fields = streamPieces(text)
  const ends = text.length > 2 * END ? [text.slice(0, END), text.slice(-END)] : [text]
  return [...fields.map(pieces => pieces.map(piece => piece.text).join('')), ...ends].map(plain)
}

/** Without JSON's escapes, so that `\nnext` is found by `next`. */
const plain = (text: string): string =>
  (text.includes('\\')
    ? text.replace(ESCAPE, (_, code?: string) =>
        code ? String.fromCharCode(Number.parseInt(code, 16)) : ' ',
      )
    : text
  ).replace(NO_TEXT, ' ')
