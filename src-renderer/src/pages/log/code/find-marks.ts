import { type EditorState, RangeSetBuilder, StateEffect, StateField } from '@codemirror/state'
import { Decoration, type DecorationSet, EditorView } from '@codemirror/view'

/** Says what is looked for; an empty text takes the marks away. */
export const lookFor = StateEffect.define<string>()

/** More marks than this help nobody. */
const MOST = 1000
const mark = Decoration.mark({ class: 'cm-found' })

/** Marks every place where the text stands. */
export const findMarks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    for (const effect of transaction.effects)
      if (effect.is(lookFor)) return marksOf(placesOf(transaction.state, effect.value), effect.value.length)
    return marks.map(transaction.changes)
  },
  provide: field => EditorView.decorations.from(field),
})

/** Where the text begins, without regard to case. */
export function placesOf(state: EditorState, text: string): readonly number[] {
  if (!text) return []
  const whole = state.doc.toString().toLowerCase()
  const wanted = text.toLowerCase()
  const places: number[] = []
  for (
    let at = whole.indexOf(wanted);
    at >= 0 && places.length < MOST;
    at = whole.indexOf(wanted, at + wanted.length)
  )
    places.push(at)
  return places
}

function marksOf(places: readonly number[], length: number): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>()
  for (const place of places) builder.add(place, place + length, mark)
  return builder.finish()
}
