/** A piece of what a stream says: the value of a string, with JSON's escapes, and where it begins in the stream's text. */
export interface StreamPiece {
  readonly field: string
  readonly start: number
  readonly text: string
}

/** Fields that carry a reply's pieces, in all dialects. */
const PIECE =
  /"(text|delta|content|thinking|partial_json|arguments|reasoning_content|reasoning|refusal|input)"\s*:\s*"((?:[^"\\]|\\.)*)"/g

/** The pieces of each field, in the order of the stream. */
export function streamPieces(text: string): readonly (readonly StreamPiece[])[] {
  const fields = new Map<string, StreamPiece[]>()
  for (const { 0: whole, 1: field = '', 2: piece = '', index } of text.matchAll(PIECE)) {
    const start = index + whole.length - 1 - piece.length
    const soFar = fields.get(field)
    if (soFar) soFar.push({ field, start, text: piece })
    else fields.set(field, [{ field, start, text: piece }])
  }
  return [...fields.values()]
}
