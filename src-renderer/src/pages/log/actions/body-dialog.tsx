import { Alert, Button, Group, Modal, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import type { MessageView } from '../../../../../src-main/control/contract/log.ts'
import { useApi } from '../../../api/client.ts'
import { Failed } from '../../../ui/failed.tsx'
import { Waiting } from '../detail/waiting.tsx'
import { type ReplayDialogProps, useReplayDialog } from './use-replay.ts'

const EditView = lazy(() => import('../code/edit-view.tsx'))

/** Sends a request again with a body that the user has edited. */
export function BodyDialog(props: ReplayDialogProps) {
  return (
    <Modal opened={props.opened} onClose={props.onClose} size="xl" title="Replay with an edited body">
      <Body {...props} />
    </Modal>
  )
}

function Body(props: ReplayDialogProps) {
  const api = useApi()
  const { data, error } = useQuery(
    api.log.message.queryOptions({ id: props.detail.id, side: 'client-request' }),
  )
  if (error || data === null)
    return <Failed message={error?.message ?? 'The body of this request is no longer held.'} />
  if (!data) return <Waiting />
  return <BodyForm {...props} message={data} />
}

/** What to know before it is sent: the text stands for people, not for providers. */
function warningsOf({ hidden, images, truncated }: MessageView): readonly string[] {
  return [
    hidden > 0 &&
      `${hidden === 1 ? 'A credential is' : `${hidden} credentials are`} hidden in it as [hidden], and would be sent like that.`,
    images.length > 0 &&
      'Images stand as their hashes, and would be sent like that: take them out, or put others in their place.',
    truncated && 'Only the beginning of the body was recorded: make it whole before you send it.',
  ].filter(warning => warning !== false)
}

function BodyForm({ message, ...props }: ReplayDialogProps & { message: MessageView }) {
  const [text, setText] = useState(message.text)
  const [problem, setProblem] = useState<string>()
  const { busy, send } = useReplayDialog(props)
  const check = () => {
    const wrong = problemOf(text)
    setProblem(wrong)
    if (!wrong) void send({ body: text })
  }
  return (
    <>
      {warningsOf(message).map(warning => (
        <Alert key={warning} p="xs" mb="xs" color="yellow">
          <Text size="xs">{warning}</Text>
        </Alert>
      ))}
      <Suspense fallback={<Waiting />}>
        <EditView text={text} label="body to send" onChange={setText} />
      </Suspense>
      <Group justify="flex-end" mt="md" wrap="nowrap">
        <Text size="xs" c="var(--mantine-color-error)" role="alert" flex={1} className="wrap-anywhere">
          {problem}
        </Text>
        <Button size="xs" loading={busy} onClick={check}>
          Replay
        </Button>
      </Group>
    </>
  )
}

function problemOf(text: string): string | undefined {
  try {
    JSON.parse(text)
    return undefined
  } catch (error) {
    return `This is no JSON: ${error instanceof Error ? error.message : String(error)}`
  }
}
