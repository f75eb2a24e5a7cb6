import { useState } from 'react'
import type { ProviderView } from '../../../../src-main/control/contract.ts'
import { moveEntry } from '../../ui/move-entry.ts'
import { ProviderRow } from './provider-row.tsx'
import styles from './providers.module.css'
import type { CheckState } from './use-check.ts'

export interface ProviderListProps {
  readonly providers: readonly ProviderView[]
  readonly checks: Readonly<Record<string, CheckState | undefined>>
  /** The provider that an address names. */
  readonly marked: string | null
  readonly onOrder: (ids: readonly string[]) => void
  readonly onCheck: (id: string) => void
  readonly onEdit: (provider: ProviderView) => void
  readonly onRemove: (provider: ProviderView) => void
}

/** The providers in order of priority, which is changed by dragging, by the arrow buttons, or by Alt and an arrow key. */
export function ProviderList(props: ProviderListProps) {
  const { providers, checks, marked, onOrder, onCheck, onEdit, onRemove } = props
  const [dragged, setDragged] = useState<number>()
  const [over, setOver] = useState<number>()
  // Those of this start only have no place in the file.
  const own = providers.filter(({ fixed }) => !fixed).map(({ id }) => id)
  const move = (from: number, to: number) => {
    const moved = moveEntry(own, from, to)
    if (moved !== own) onOrder(moved)
  }
  const end = () => {
    setDragged(undefined)
    setOver(undefined)
  }
  return (
    <ol className={styles.list} aria-label="Providers, first is first in priority">
      {providers.map(provider => {
        const at = own.indexOf(provider.id)
        const isOwn = at >= 0
        return (
          <li
            key={provider.id}
            className={styles.row}
            draggable={isOwn}
            data-marked={provider.id === marked || undefined}
            data-dragged={(isOwn && at === dragged) || undefined}
            data-target={(isOwn && at === over && at !== dragged) || undefined}
            onDragStart={() => setDragged(at)}
            onDragEnd={end}
            onDragOver={event => {
              if (dragged === undefined || !isOwn) return
              event.preventDefault()
              setOver(at)
            }}
            onDrop={event => {
              event.preventDefault()
              if (dragged !== undefined && isOwn) move(dragged, at)
              end()
            }}
            onKeyDown={event => {
              const by = { ArrowUp: -1, ArrowDown: 1 }[event.key]
              if (!event.altKey || by === undefined || !isOwn) return
              event.preventDefault()
              move(at, at + by)
            }}
          >
            <ProviderRow
              provider={provider}
              check={checks[provider.id]}
              onUp={isOwn && at > 0 ? () => move(at, at - 1) : undefined}
              onDown={isOwn && at < own.length - 1 ? () => move(at, at + 1) : undefined}
              onCheck={() => onCheck(provider.id)}
              onEdit={() => onEdit(provider)}
              onRemove={() => onRemove(provider)}
            />
          </li>
        )
      })}
    </ol>
  )
}
