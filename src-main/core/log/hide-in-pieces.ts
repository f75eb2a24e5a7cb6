import { HIDDEN } from '../redact.ts'
import type { Hidden, HideSecrets } from './hide-secrets.ts'
import { streamPieces } from './stream-pieces.ts'

interface Range {
  readonly start: number
  readonly end: number
}

/**
 * Takes out of a stream's text what is a credential only when the pieces of a reply are put together: models say keys a few
 * letters at a time. The first piece that had some of it says so, the others lose theirs.
 */
export function hideInPieces(text: string, hide: HideSecrets): Hidden {
  const cuts: (Range & { readonly mark: string })[] = []
  for (const pieces of streamPieces(text)) {
    const joined = pieces.map(piece => piece.text).join('')
    for (const { start, end } of changedRanges(joined, hide(joined).text)) {
      let at = 0
      let mark: string = HIDDEN
      for (const piece of pieces) {
        const from = Math.max(start, at) - at
        const to = Math.min(end - at, piece.text.length)
        at += piece.text.length
        if (from >= to) continue
        cuts.push({ start: piece.start + from, end: piece.start + to, mark })
        mark = ''
      }
    }
  }
  if (cuts.length === 0) return { text, hidden: 0 }
  let shown = ''
  let at = 0
  for (const { start, end, mark } of cuts.sort((one, other) => one.start - other.start)) {
    shown += text.slice(at, start) + mark
    at = end
  }
  return { text: shown + text.slice(at), hidden: cuts.filter(({ mark }) => mark !== '').length }
}

/** Where something else stood in a text before it was hidden. What is left between two may be hidden with them. */
function changedRanges(text: string, shown: string): readonly Range[] {
  if (shown === text) return []
  const [first = '', ...others] = shown.split(HIDDEN)
  const ranges: Range[] = []
  let kept = first.length
  for (const [place, left] of others.entries()) {
    const isLast = place === others.length - 1
    // Without a gap between words it might be found within what was hidden.
    if (!isLast && !/[\s\\]/.test(left)) continue
    const start = isLast ? text.length - left.length : text.indexOf(left, kept)
    if (start < kept) return [...ranges, { start: kept, end: text.length }]
    if (text.slice(kept, start) !== HIDDEN) ranges.push({ start: kept, end: start })
    kept = start + left.length
  }
  return ranges
}
