import { Alert, Badge, Code, Group, Stack, Text } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
import type { Explanation } from '../../../src-main/control/contract/aliases.ts'
import styles from './explanation.module.css'
import { lossMeaning } from './loss-meaning.ts'

type Step = Explanation['steps'][number]

/** How what happens to a request is told. */
export const ACTIONS = {
  pass: { color: 'accent', words: 'passed as it is' },
  translate: { color: 'blue', words: 'translated' },
  refuse: { color: 'red', words: 'refused' },
} as const
const OUTCOMES: Readonly<Record<Step['outcome'], string>> = { match: 'match', miss: 'no', skip: 'skipped' }

/** What a name means: where a request goes and what happens to it, then the way there, rule by rule. */
export function ExplanationView({ explanation }: { readonly explanation: Explanation }) {
  return (
    <Stack gap="xs">
      {explanation.ok ? <Way explanation={explanation} /> : <DeadEnd explanation={explanation} />}
      <ol className={styles.steps} aria-label="Steps of the resolution">
        {explanation.steps.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps have an order and no other identity
          <li key={index} data-outcome={step.outcome}>
            <StepView step={step} />
          </li>
        ))}
      </ol>
    </Stack>
  )
}

function Way({ explanation }: { readonly explanation: Extract<Explanation, { ok: true }> }) {
  const { requested, targets, dispatch, warnings } = explanation
  const { color, words } = ACTIONS[dispatch.action]
  return (
    <>
      <Group gap={6} role="group" aria-label="Where it leads">
        <Code fz="sm">{requested}</Code>
        {targets.map(({ modelId, enabled }, index) => (
          <Group key={modelId} gap={6} wrap="nowrap">
            {index === 0 ? (
              <IconArrowRight size={14} aria-label="leads to" />
            ) : (
              <Text span size="xs" c="dimmed">
                while that is down, busy or out of quota
              </Text>
            )}
            <Code fz="sm" fw={index === 0 ? 600 : 400}>
              {modelId}
            </Code>
            {!enabled && (
              <Badge size="xs" variant="light" color="red">
                disabled
              </Badge>
            )}
          </Group>
        ))}
      </Group>
      <Group gap="xs" wrap="nowrap" align="start">
        <Badge variant="light" color={color} style={{ flex: 'none' }}>
          {words}
          {dispatch.to !== undefined && ` · ${dispatch.to}`}
        </Badge>
        <Text size="sm">{dispatch.reason}</Text>
      </Group>
      {warnings.map(warning => (
        <Text key={`${warning.code} ${warning.path}`} size="sm">
          <b>Warning:</b> {lossMeaning(warning.code)}
        </Text>
      ))}
    </>
  )
}

const DeadEnd = ({ explanation }: { readonly explanation: Extract<Explanation, { ok: false }> }) => (
  <Alert color="red" p="xs" role="alert">
    <Text size="sm">{explanation.message}</Text>
    {explanation.candidates.length > 0 && (
      <Group gap={6} mt={4}>
        <Text size="xs">Near:</Text>
        {explanation.candidates.map(candidate => (
          <Code key={candidate}>{candidate}</Code>
        ))}
      </Group>
    )}
  </Alert>
)

const StepView = ({ step }: { readonly step: Step }) => (
  <>
    <span className={styles.rule}>{step.rule}</span>
    <span className={styles.outcome}>{OUTCOMES[step.outcome]}</span>
    <span className={styles.detail}>
      {step.detail}
      {step.rejected && step.rejected.length > 0 && (
        <ul className={styles.rejected} aria-label="Rejected candidates">
          {step.rejected.map(({ id, reason }) => (
            <li key={`${id} ${reason}`}>
              <Code>{id}</Code> {reason}
            </li>
          ))}
        </ul>
      )}
    </span>
  </>
)
