import { Alert, Anchor, Text } from '@mantine/core'
import type { LogDetail } from '../../../../../src-main/control/contract/log.ts'
import { statusText } from '../row-text.ts'
import { sentenceOf } from '../sentence.ts'
import { Attempts } from './attempts.tsx'
import { Facts } from './facts.tsx'
import { Losses } from './losses.tsx'
import { Steps } from './steps.tsx'

export interface SummaryTabProps {
  readonly detail: LogDetail
  readonly onFilter: (filter: string) => void
  readonly onBeside: (id: string) => void
}

/** The request in one sentence; then what was lost, what it took and cost, and the way it went. */
export function SummaryTab({ detail, onFilter, onBeside }: SummaryTabProps) {
  const { replayOf } = detail
  return (
    <>
      <Text size="sm" className="wrap-anywhere">
        {sentenceOf(detail, detail.attempts.length)}
      </Text>
      {replayOf && (
        <Text size="sm">
          It repeats{' '}
          <Anchor component="button" size="sm" onClick={() => onBeside(replayOf)}>
            an earlier request: side by side
          </Anchor>
          .
        </Text>
      )}
      {detail.errorMessage && (
        <Alert color="red" p="xs" title={[statusText(detail), detail.errorCode].filter(Boolean).join(' · ')}>
          <Text size="sm" className="wrap-anywhere">
            {detail.errorMessage}
          </Text>
        </Alert>
      )}
      {detail.losses.length > 0 && <Losses losses={detail.losses} />}
      <Facts detail={detail} onFilter={onFilter} />
      {detail.steps.length > 0 && <Steps detail={detail} />}
      {detail.attempts.length > 0 && <Attempts detail={detail} />}
    </>
  )
}
