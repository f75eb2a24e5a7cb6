import { type HotkeyItem, useHotkeys } from '@mantine/hooks'

/** What a key of the log does; each has its line in the help. */
export interface LogKeys {
  focusFilter(): void
  /** 1 for the next (older) row, -1 for the one before. */
  move(by: number): void
  open(): void
  close(): void
  errorsOnly(): void
  newest(): void
  /** 0 is the first tab. */
  showTab(index: number): void
  copyCurl(): void
  replay(): void
  help(): void
}

/** The keyboard of the log. Not while somebody types. */
export function useLogKeys(keys: LogKeys): void {
  const table: readonly (readonly [key: string, run: () => void])[] = [
    ['/', keys.focusFilter],
    // Where the slash is on a shifted key.
    ['shift+/', keys.focusFilter],
    ['j', () => keys.move(1)],
    ['k', () => keys.move(-1)],
    ['e', keys.errorsOnly],
    ['shift+e', keys.errorsOnly],
    ['g', keys.newest],
    ['r', keys.replay],
    ['shift+r', keys.replay],
    ['mod+shift+c', keys.copyCurl],
    ['?', keys.help],
    ['shift+?', keys.help],
    ...TAB_KEYS.map((key, index) => [key, () => keys.showTab(index)] as const),
  ]
  const rowKeys: typeof table = [
    ['ArrowDown', () => keys.move(1)],
    ['ArrowUp', () => keys.move(-1)],
    ['Enter', keys.open],
  ]
  useHotkeys(
    [
      ...table.map(([key, run]) => item(key, run, isElsewhere)),
      ...rowKeys.map(([key, run]) => item(key, run, isWidget)),
      item('Escape', keys.close, isElsewhere),
    ],
    ['TEXTAREA', 'SELECT'],
  )
}

/** A key that does its work unless it was pressed where it has another. */
const item = (key: string, run: () => void, isTaken: (target: EventTarget | null) => boolean): HotkeyItem => [
  key,
  event => {
    if (isTaken(event.target)) return
    event.preventDefault()
    run()
  },
  { preventDefault: false },
]

const TAB_KEYS = ['1', '2', '3', '4', '5', '6']

/** What lies above the page has the keyboard for itself, and so has a text that is typed; a choice has not. */
const isElsewhere = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest('[role=dialog], [role^=menu], input:not([type=radio], [type=checkbox])') !== null

/** Enter and the arrows on these are their own. */
const isWidget = (target: EventTarget | null): boolean =>
  isElsewhere(target) ||
  (target instanceof Element &&
    target.closest('button, a, input, summary, [role=tab], [role=option], [data-own-keys]') !== null)
