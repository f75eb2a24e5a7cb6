import { Alert, Anchor, Code, Group, Text } from '@mantine/core'
import { Link } from 'wouter'
import { aliasLink, exchangeLink, newAliasLink } from '../../frame/links.ts'
import { countText, durationText } from '../log/row-text.ts'
import styles from './connect.module.css'
import type { TestOutcome } from './use-prompt-test.ts'

/** The answer with its times, or the error as a client would read it and where to go from there. */
export function TestResult({ result, model }: { result: TestOutcome; model: string }) {
  if (result.ok === 'unsent') {
    return (
      <Alert color="red" mt="sm" p="xs" title="The request was not sent" role="alert">
        {result.message}
      </Alert>
    )
  }
  const inLog = result.requestId && (
    <Anchor component={Link} href={exchangeLink(result.requestId)} size="xs" underline="always">
      In the log
    </Anchor>
  )
  if (!result.ok) {
    return (
      <Alert
        color="red"
        mt="sm"
        p="xs"
        role="alert"
        title={[result.status ?? 'No answer', result.code].filter(Boolean).join(' · ')}
      >
        <Text size="sm" className="wrap-anywhere">
          {result.message}
        </Text>
        <Group gap="sm" mt={4}>
          {inLog}
          {result.code === 'model_not_found' && (
            <Anchor component={Link} href={newAliasLink(model)} size="xs" underline="always">
              Make an alias of this name
            </Anchor>
          )}
          {result.code === 'alias_target_missing' && (
            <Anchor component={Link} href={aliasLink(model)} size="xs" underline="always">
              Show the alias
            </Anchor>
          )}
        </Group>
      </Alert>
    )
  }
  const { firstTextMs, durationMs, usage, modelId, route, warnings } = result
  return (
    <div className={styles.result}>
      <Text size="sm" className={styles.answer}>
        {result.text || (
          <Text span inherit c="dimmed">
            (no text)
          </Text>
        )}
      </Text>
      <dl className={styles.numbers}>
        <Measure name="TTFT" value={durationText(firstTextMs)} />
        <Measure name="Duration" value={durationText(durationMs)} />
        <Measure name="Tokens in" value={countText(usage?.input)} />
        <Measure name="Tokens out" value={countText(usage?.output)} />
      </dl>
      <Group gap="xs">
        {modelId && <Code>{modelId}</Code>}
        {route && (
          <Text span size="xs" c="dimmed">
            {route}
          </Text>
        )}
        {inLog}
      </Group>
      {warnings && (
        <Text size="xs" c="dimmed" mt={4}>
          Changed on the way: <Code>{warnings}</Code>
        </Text>
      )}
    </div>
  )
}

const Measure = ({ name, value }: { name: string; value: string }) => (
  <div>
    <dt>{name}</dt>
    <dd>{value || '–'}</dd>
  </div>
)
