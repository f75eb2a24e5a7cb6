import { Alert, Button, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ChatTurn, ChatView, LogDetail } from '../../../../../src-main/control/contract/log.ts'
import { useApi } from '../../../api/client.ts'
import { Failed } from '../../../ui/failed.tsx'
import styles from './chat.module.css'
import { ChatBlockView, LongText } from './chat-block.tsx'
import { NoBodies } from './no-bodies.tsx'
import { useLastLook, whileRunning } from './use-detail.ts'
import { Waiting } from './waiting.tsx'

/** Turns that are shown at first: of a long conversation the last ones. */
const SHOWN = 40

/** The conversation of a request, as long as its messages are held. */
export function useChat(detail: LogDetail) {
  const api = useApi()
  const chat = useQuery(api.log.chat.queryOptions({ id: detail.id }, whileRunning(detail)))
  useLastLook(detail, chat.refetch)
  return chat
}

/** The conversation as people read it: what it was told and offered is folded, the reply of this request is marked. */
export function ChatTab({ detail }: { detail: LogDetail }) {
  const { data, error } = useChat(detail)
  if (error) return <Failed message={error.message} />
  if (data === undefined) return <Waiting />
  if (data === null) return <NoBodies detail={detail} />
  return <Chat chat={data} isRunning={detail.outcome === 'running'} />
}

function Chat({ chat, isRunning }: { chat: ChatView; isRunning: boolean }) {
  const { system, tools, turns, problem } = chat
  const [all, setAll] = useState(false)
  const hidden = all ? 0 : Math.max(0, turns.length - SHOWN)
  return (
    <div className={styles.chat}>
      {problem && (
        <Alert color="yellow" p="xs">
          <Text size="sm">{problem}</Text>
        </Alert>
      )}
      {system.length > 0 && (
        <details className={styles.folded}>
          <summary>System prompt · {system.join('').length.toLocaleString('en')} characters</summary>
          {system.map((text, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts have an order and no other identity
            <LongText key={index} text={text} />
          ))}
        </details>
      )}
      {tools.length > 0 && (
        <details className={styles.folded}>
          <summary>{tools.length === 1 ? '1 tool' : `${tools.length} tools`}</summary>
          <dl className={styles.tools}>
            {tools.map(({ name, description }) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{description}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
      {hidden > 0 && (
        <Button size="compact-xs" variant="default" onClick={() => setAll(true)}>
          Show the {hidden} turns before
        </Button>
      )}
      <ol className={styles.turns} aria-label="Conversation">
        {turns.slice(hidden).map((turn, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: turns have an order and no other identity
          <Turn key={hidden + index} turn={turn} />
        ))}
      </ol>
      {isRunning && (
        <Text size="xs" c="dimmed" role="status">
          The answer is on its way…
        </Text>
      )}
    </div>
  )
}

const ROLES: Readonly<Record<ChatTurn['role'], string>> = {
  user: 'User',
  assistant: 'Assistant',
  tool: 'Tool',
  system: 'System',
}

const Turn = ({ turn }: { turn: ChatTurn }) => (
  <li className={styles.turn} data-role={turn.role} data-reply={turn.isReply || undefined}>
    <div className={styles.role}>
      {ROLES[turn.role]}
      {turn.isReply && <span className={styles.reply}>the reply</span>}
    </div>
    {turn.blocks.map((block, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: blocks have an order and no other identity
      <ChatBlockView key={index} block={block} />
    ))}
  </li>
)
