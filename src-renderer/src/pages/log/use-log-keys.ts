import { useHotkeys } from '@mantine/hooks'
import type { RefObject } from 'react'

export interface LogKeys {
  readonly filterBox: RefObject<HTMLInputElement | null>
  /** 1 for the next (older) row, -1 for the one before. */
  move(by: number): void
  open(): void
  close(): void
  errorsOnly(): void
}

/** The keyboard of the log: `/` filter, `j k` and arrows move, `Enter` opens, `Esc` closes, `E` errors only. Not while somebody types. */
export function useLogKeys({ filterBox, move, open, close, errorsOnly }: LogKeys): void {
  useHotkeys([
    ['/', () => filterBox.current?.select()],
    ['j', () => move(1)],
    ['ArrowDown', () => move(1)],
    ['k', () => move(-1)],
    ['ArrowUp', () => move(-1)],
    ['Enter', event => isControl(event.target) || open(), { preventDefault: false }],
    ['Escape', close],
    ['e', errorsOnly],
    ['shift+e', errorsOnly],
  ])
}

/** Enter on a button or a link is its own. */
const isControl = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('button, a, [role=menuitem], [role=menuitemcheckbox]') !== null
