import { type ChangeSet, type Extension, StateEffect, Transaction } from '@codemirror/state'
import { EditorView, keymap } from '@codemirror/view'

/** Milliseconds: what is typed without a longer rest is taken back at once. */
const REST = 600
const takenBack = StateEffect.define<null>()

/** Taking back and doing again what was typed (`Mod-z`, `Mod-y`, `Mod-Shift-z`). */
export function undoing(): Extension {
  const done: ChangeSet[] = []
  const undone: ChangeSet[] = []
  let lastAt = 0
  const listener = EditorView.updateListener.of(update => {
    for (const transaction of update.transactions) {
      if (!transaction.docChanged || transaction.effects.some(effect => effect.is(takenBack))) continue
      const inverted = transaction.changes.invert(transaction.startState.doc)
      const at = transaction.annotation(Transaction.time) ?? 0
      const last = at - lastAt < REST ? done.pop() : undefined
      done.push(last ? inverted.compose(last) : inverted)
      undone.length = 0
      lastAt = at
    }
  })
  const move = (from: ChangeSet[], to: ChangeSet[]) => (view: EditorView) => {
    const changes = from.pop()
    if (!changes) return false
    to.push(changes.invert(view.state.doc))
    lastAt = 0
    view.dispatch({ changes, effects: takenBack.of(null), scrollIntoView: true })
    return true
  }
  const again = move(undone, done)
  return [
    listener,
    keymap.of([
      { key: 'Mod-z', run: move(done, undone), preventDefault: true },
      { key: 'Mod-y', mac: 'Mod-Shift-z', run: again, preventDefault: true },
      { key: 'Mod-Shift-z', run: again, preventDefault: true },
    ]),
  ]
}
