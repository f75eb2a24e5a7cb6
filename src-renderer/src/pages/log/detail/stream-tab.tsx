import { Group, SegmentedControl, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useDeferredValue, useMemo, useRef, useState } from 'react'
import type { LogDetail, StreamEventView } from '../../../../../src-main/control/contract/log.ts'
import { useApi } from '../../../api/client.ts'
import { CodeBlock } from '../../../ui/code-block.tsx'
import { Failed } from '../../../ui/failed.tsx'
import { NoBodies } from './no-bodies.tsx'
import styles from './stream.module.css'
import { type EventFilter, findEvents, indented, SIDE_CHOICES, type TimedEvent } from './stream-events.ts'
import { useLastLook, whileRunning } from './use-detail.ts'
import { Waiting } from './waiting.tsx'

const LINE = 24

/** The events of the stream as they came from the provider and went to the client, with the time between them. */
export function StreamTab({ detail }: { detail: LogDetail }) {
  const api = useApi()
  const events = useQuery(api.log.events.queryOptions({ id: detail.id }, whileRunning(detail)))
  useLastLook(detail, events.refetch)
  if (events.error) return <Failed message={events.error.message} />
  if (!events.data) return <Waiting />
  if (events.data.length > 0) return <Events events={events.data} />
  if (detail.held === 'nowhere') return <NoBodies detail={detail} />
  return (
    <Text size="sm">
      {detail.outcome === 'running'
        ? 'No event has come yet.'
        : 'The reply was no stream of events; it stands whole under Response.'}
    </Text>
  )
}

function Events({ events }: { events: readonly StreamEventView[] }) {
  const [filter, setFilter] = useState<EventFilter>({ side: 'both', text: '' })
  const [chosen, setChosen] = useState<number>()
  const wanted = useDeferredValue(filter)
  const shown = useMemo(() => findEvents(events, wanted), [events, wanted])
  const event = chosen === undefined ? undefined : events[chosen]
  return (
    <div className={styles.stream}>
      <Group gap="xs" wrap="nowrap">
        <SegmentedControl
          size="xs"
          aria-label="Whose events"
          data={[...SIDE_CHOICES]}
          value={filter.side}
          onChange={value => {
            const side = SIDE_CHOICES.find(choice => choice.value === value)?.value
            if (side) setFilter({ ...filter, side })
          }}
        />
        <TextInput
          size="xs"
          flex={1}
          placeholder="Name or data"
          aria-label="Filter the events"
          value={filter.text}
          onChange={({ currentTarget }) => setFilter({ ...filter, text: currentTarget.value })}
        />
        <Text size="xs" c="dimmed" role="status" className={styles.count}>
          {shown.length === events.length ? events.length : `${shown.length} of ${events.length}`} events
        </Text>
      </Group>
      <EventList events={shown} chosen={chosen} onChoose={setChosen} />
      {event && (
        <CodeBlock
          what={`data of ${event.name || 'the event'}`}
          text={indented(event.data)}
          maxHeight={260}
        />
      )}
    </div>
  )
}

interface EventListProps {
  readonly events: readonly TimedEvent[]
  readonly chosen: number | undefined
  readonly onChoose: (index: number) => void
}

function EventList({ events, chosen, onChoose }: EventListProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: events.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE,
    overscan: 16,
  })
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section ref={scroller} className={styles.scroller} aria-label="Events" tabIndex={0}>
      <div className={styles.lines} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ key, index, start }) => {
          const line = events[index]
          if (!line) return null
          const { event, index: place, since } = line
          return (
            <button
              key={key}
              type="button"
              className={styles.line}
              style={{ transform: `translateY(${start}px)` }}
              aria-pressed={place === chosen}
              onClick={() => onChoose(place)}
            >
              <span className={styles.number}>{Math.round(event.at)} ms</span>
              <span className={styles.number}>+{since < 10 ? since.toFixed(1) : Math.round(since)}</span>
              <span data-side={event.side}>{event.side === 'upstream-response' ? 'upstream' : 'client'}</span>
              <span className={styles.name}>{event.name}</span>
              <span className={styles.data}>{event.data.slice(0, 300)}</span>
            </button>
          )
        })}
      </div>
    </section>
  )
}
