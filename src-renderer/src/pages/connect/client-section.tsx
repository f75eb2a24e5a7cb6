import { Group, Tabs, Text } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import type { ClientGuide, ConnectInfo } from '../../../../src-main/control/contract/connect.ts'
import { CodeBlock } from '../../ui/code-block.tsx'
import { ModeBadge } from '../../ui/mode-badge.tsx'
import { Section } from '../../ui/section.tsx'
import styles from './connect.module.css'
import { NameInput } from './name-input.tsx'

const KINDS = [
  ['agent', 'Coding agents'],
  ['editor', 'Editors'],
  ['sdk', 'SDKs'],
  ['terminal', 'Terminal'],
] as const

export interface ClientSectionProps {
  readonly info: ConnectInfo
  readonly names: readonly string[]
  /** Empty: the one that the answer names. */
  readonly model: string
  readonly onModel: (name: string) => void
  /** A text as it may be shown, the key covered or not; what is copied is the text itself. */
  readonly show: (text: string) => string
}

/** What to write where, client by client, ready to copy. */
export function ClientSection({ info, names, model, onModel, show }: ClientSectionProps) {
  const [chosen, setChosen] = useLocalStorage({
    key: 'patchbay-client',
    defaultValue: info.clients[0]?.id ?? '',
  })
  const open = info.clients.some(client => client.id === chosen) ? chosen : info.clients[0]?.id
  return (
    <Section
      title="Set up a client"
      actions={
        <Group gap="xs" wrap="nowrap" className={styles.modelOfSnippets}>
          <NameInput
            label="Model in these texts"
            value={model}
            names={names}
            placeholder={info.model}
            onChange={onModel}
          />
        </Group>
      }
    >
      <Tabs
        orientation="vertical"
        variant="pills"
        keepMounted={false}
        value={open ?? null}
        onChange={value => value && setChosen(value)}
        classNames={{ tab: styles.tab, tabLabel: styles.tabLabel, list: styles.tabs, panel: styles.panel }}
      >
        <Tabs.List aria-label="Clients">
          {KINDS.flatMap(([kind, title]) => {
            const clients = info.clients.filter(client => client.kind === kind)
            return clients.length === 0
              ? []
              : [
                  <Text key={kind} size="xs" c="dimmed" className={styles.kind} role="presentation">
                    {title}
                  </Text>,
                  ...clients.map(({ id, name }) => (
                    <Tabs.Tab key={id} value={id}>
                      {name}
                    </Tabs.Tab>
                  )),
                ]
          })}
        </Tabs.List>
        {info.clients.map(client => (
          <Tabs.Panel key={client.id} value={client.id}>
            <Guide client={client} show={show} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </Section>
  )
}

function Guide({ client, show }: { client: ClientGuide; show: ClientSectionProps['show'] }) {
  return (
    <div className={styles.guide}>
      <Group gap={6}>
        <Text size="xs" c="dimmed">
          Calls
        </Text>
        {client.dialects.map(dialect => (
          <ModeBadge key={dialect} mode={dialect} />
        ))}
      </Group>
      {client.snippets.map(({ where, text }) => (
        <div key={where}>
          <Text size="sm" mb={4} className="wrap-anywhere">
            {where}
          </Text>
          <CodeBlock text={text} shown={show(text)} what={where} maxHeight={320} />
        </div>
      ))}
      {client.notes.length > 0 && (
        <ul className={styles.notes}>
          {client.notes.map(note => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
    </div>
  )
}
