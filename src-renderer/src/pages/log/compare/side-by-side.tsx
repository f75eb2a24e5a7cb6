import { Anchor, SegmentedControl, Text } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import type { LogDetail, LogRow } from '../../../../../src-main/control/contract/log.ts'
import { Failed } from '../../../ui/failed.tsx'
import { useChat } from '../detail/chat-tab.tsx'
import { NoBodies } from '../detail/no-bodies.tsx'
import { useDetail } from '../detail/use-detail.ts'
import { Waiting } from '../detail/waiting.tsx'
import styles from './compare.module.css'
import { answerOf, comparedFacts } from './compared.ts'

const DiffView = lazy(() => import('../code/diff-view.tsx'))
const TEXTS = [
  { value: 'texts', label: 'Answers' },
  { value: 'diff', label: 'Diff' },
]

export interface SideBySideProps {
  readonly detail: LogDetail
  /** The request that it is compared with, and its row where it is in the list. */
  readonly otherId: string
  readonly otherRow: LogRow | undefined
  readonly onOpen: (id: string) => void
}

/** Two requests and their answers: what each took and cost, the texts beside each other, and what is different in them. */
export function SideBySide({ detail, otherId, otherRow, onOpen }: SideBySideProps) {
  const other = useDetail(otherId, otherRow)
  if (other.error) return <Failed message={other.error.message} />
  if (other.data === undefined) return <Waiting />
  if (other.data === null)
    return <Text size="sm">The request that it is compared with is no longer in the log.</Text>
  return <Both one={other.data} two={detail} onOpen={onOpen} />
}

interface BothProps {
  readonly one: LogDetail
  readonly two: LogDetail
  readonly onOpen: (id: string) => void
}

function Both({ one, two, onOpen }: BothProps) {
  const [shown, setShown] = useState('texts')
  const names = nameBoth(one, two)
  const facts = comparedFacts(one, two)
  const different = facts.filter(({ values }) => values[0] !== values[1])
  const same = facts.filter(({ values }) => values[0] === values[1])
  return (
    <>
      <table className={styles.facts} aria-label="Both requests">
        <thead>
          <tr>
            <td />
            <th scope="col">
              <Anchor component="button" size="xs" fw={600} onClick={() => onOpen(one.id)}>
                {names[0]}
              </Anchor>
            </th>
            <th scope="col">{names[1]}</th>
          </tr>
        </thead>
        <tbody>
          {different.map(({ name, values }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{values[0]}</td>
              <td>{values[1]}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Text size="xs" c="dimmed" className="wrap-anywhere">
        {same.length > 0 && `The same: ${same.map(({ name, values }) => `${name} ${values[0]}`).join(' · ')}`}
      </Text>
      <SegmentedControl
        size="xs"
        aria-label="What of the answers"
        data={TEXTS}
        value={shown}
        onChange={setShown}
        className={styles.choice}
      />
      <Answers one={one} two={two} names={names} isDiff={shown === 'diff'} />
    </>
  )
}

const nameBoth = (one: LogDetail, two: LogDetail): readonly [string, string] => {
  if (two.replayOf === one.id) return ['Original', 'Replay']
  return one.replayOf === two.id ? ['Replay', 'Original'] : ['Other', 'This one']
}

interface AnswersProps {
  readonly one: LogDetail
  readonly two: LogDetail
  readonly names: readonly [string, string]
  readonly isDiff: boolean
}

function Answers({ one, two, names, isDiff }: AnswersProps) {
  const chats = [useChat(one), useChat(two)] as const
  const answers = chats.map(({ data }) => (data ? answerOf(data) : '')) as [string, string]
  if (isDiff)
    return answers[0] === answers[1] ? (
      <Text size="sm">Both answers are the same.</Text>
    ) : (
      <Suspense fallback={<Waiting />}>
        <DiffView
          before={answers[0]}
          after={answers[1]}
          names={[`answer of: ${names[0]}`, `answer of: ${names[1]}`]}
          isJson={false}
        />
      </Suspense>
    )
  return (
    <div className={styles.answers}>
      {[one, two].map((detail, index) => (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <section key={names[index]} aria-label={`Answer of: ${names[index]}`} tabIndex={0}>
          {chats[index]?.data === null ? (
            <NoBodies detail={detail} />
          ) : (
            answers[index] || (
              <Text size="sm" c="dimmed">
                {detail.outcome === 'running' ? 'On its way…' : (detail.errorMessage ?? 'No text.')}
              </Text>
            )
          )}
        </section>
      ))}
    </div>
  )
}
