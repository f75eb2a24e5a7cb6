import { SegmentedControl, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import type { LogDetail, Side } from '../../../../../src-main/control/contract/log.ts'
import { useApi } from '../../../api/client.ts'
import { Failed } from '../../../ui/failed.tsx'
import { VIEWS, type View } from '../use-address.ts'
import styles from './detail.module.css'
import { MessageFacts, MessageImages } from './message-facts.tsx'
import { MessageHeaders } from './message-headers.tsx'
import { NoBodies } from './no-bodies.tsx'
import { useLastLook, whileRunning } from './use-detail.ts'
import { Waiting } from './waiting.tsx'

/** The editor is larger than the rest of the page: it comes when a body is first looked at. */
const CodeView = lazy(() => import('../code/code-view.tsx'))
const DiffView = lazy(() => import('../code/diff-view.tsx'))

export type MessagePart = 'request' | 'response'

const SIDES: Readonly<Record<MessagePart, readonly [client: Side, upstream: Side]>> = {
  request: ['client-request', 'upstream-request'],
  response: ['client-response', 'upstream-response'],
}
const NAMES: Readonly<Record<Side, string>> = {
  'client-request': 'what the client sent',
  'upstream-request': 'what went to the provider',
  'upstream-response': 'what the provider said',
  'client-response': 'what the client got',
}
const VIEW_NAMES = [
  { value: 'client', label: 'Client' },
  { value: 'upstream', label: 'Upstream' },
  { value: 'diff', label: 'Diff' },
]

export interface MessageTabProps {
  readonly detail: LogDetail
  readonly part: MessagePart
  readonly view: View
  readonly onView: (view: View) => void
}

/** A message as it was at the client's side, at the provider's, or what is different between the two. */
export function MessageTab({ detail, part, view, onView }: MessageTabProps) {
  const [client, upstream] = SIDES[part]
  return (
    <>
      <SegmentedControl
        size="xs"
        aria-label={part === 'request' ? 'Which request' : 'Which response'}
        data={VIEW_NAMES}
        value={view}
        onChange={value => onView(VIEWS.find(known => known === value) ?? 'client')}
        className={styles.sides}
      />
      {view === 'diff' ? (
        <Difference key={part} detail={detail} client={client} upstream={upstream} part={part} />
      ) : (
        <Message key={part} detail={detail} side={view === 'client' ? client : upstream} />
      )}
    </>
  )
}

function useMessage(detail: LogDetail, side: Side) {
  const api = useApi()
  const message = useQuery(
    api.log.message.queryOptions(
      { id: detail.id, side },
      { ...whileRunning(detail), enabled: detail.sides.includes(side) },
    ),
  )
  useLastLook(detail, message.refetch)
  return message
}

function Message({ detail, side }: { detail: LogDetail; side: Side }) {
  const { data, error } = useMessage(detail, side)
  if (!detail.sides.includes(side)) return <NoBodies detail={detail} />
  if (error) return <Failed message={error.message} />
  if (data === undefined) return <Waiting />
  if (data === null) return <NoBodies detail={detail} />
  return (
    <>
      <MessageFacts message={data} />
      <MessageImages images={data.images} />
      <MessageHeaders headers={data.headers} />
      {data.kind === 'empty' ? (
        <Text size="sm">The body is empty.</Text>
      ) : (
        <Suspense fallback={<Waiting />}>
          <CodeView text={data.text} label={`body of ${NAMES[side]}`} isJson={data.kind === 'json'} />
        </Suspense>
      )}
    </>
  )
}

interface DifferenceProps {
  readonly detail: LogDetail
  readonly client: Side
  readonly upstream: Side
  readonly part: MessagePart
}

function Difference({ detail, client, upstream, part }: DifferenceProps) {
  const one = useMessage(detail, client)
  const other = useMessage(detail, upstream)
  const missing = [client, upstream].filter(side => !detail.sides.includes(side))
  const error = one.error ?? other.error
  if (missing.length > 0)
    return detail.held === 'nowhere' ? (
      <NoBodies detail={detail} />
    ) : (
      <Text size="sm">
        There is nothing to compare: {missing.map(side => NAMES[side]).join(' and ')} never came to be.
      </Text>
    )
  if (error) return <Failed message={error.message} />
  if (!one.data || !other.data) return <Waiting />
  // A reply goes the other way: first what came, then what was made of it.
  const [before, after] = part === 'request' ? [one.data, other.data] : [other.data, one.data]
  const names = part === 'request' ? ([client, upstream] as const) : ([upstream, client] as const)
  return (
    <>
      <Text size="xs" c="dimmed">
        {before.text === after.text
          ? 'Both bodies are the same.'
          : `Red: only in ${NAMES[names[0]]}. Green: only in ${NAMES[names[1]]}.`}
      </Text>
      <MessageHeaders headers={before.headers} others={after.headers} />
      <Suspense fallback={<Waiting />}>
        <DiffView
          before={before.text}
          after={after.text}
          names={[NAMES[names[0]], NAMES[names[1]]]}
          isJson={before.kind === 'json' && after.kind === 'json'}
        />
      </Suspense>
    </>
  )
}
