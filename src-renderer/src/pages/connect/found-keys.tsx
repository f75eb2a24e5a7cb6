import { Button, Code, Group, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import type { EnvironmentKey } from '../../../../src-main/control/contract/providers.ts'
import { useApi, useApiClient } from '../../api/client.ts'
import { useControlState } from '../../api/live-state.tsx'
import { settle } from '../../api/settle.ts'
import { Section } from '../../ui/section.tsx'

/** Keys that lie in the environment and that no provider uses yet; nothing where there is none. */
export function FoundKeys() {
  const found = useFoundKeys()
  if (found.length === 0) return null
  return (
    <Section
      title="Keys found in your environment"
      about="They stay where they are; only their names are written down."
    >
      <KeyRows found={found} />
    </Section>
  )
}

/** Stands before everything else while there is no provider. */
export function FirstProvider() {
  const found = useFoundKeys()
  return (
    <Section
      title="Add the first provider"
      about={
        found.length > 0
          ? 'These keys lie in your environment; they stay there, only their names are written down.'
          : undefined
      }
      actions={
        <Button
          size="xs"
          component={Link}
          href="/providers"
          variant={found.length > 0 ? 'default' : 'filled'}
          leftSection={<IconPlus size={14} />}
        >
          Choose a provider
        </Button>
      }
    >
      {found.length > 0 ? (
        <KeyRows found={found} />
      ) : (
        <Text size="sm" c="dimmed">
          A provider is where requests go: OpenAI, Anthropic, OpenRouter, a server on your own machine. Its
          models appear here at once.
        </Text>
      )}
    </Section>
  )
}

function useFoundKeys(): readonly EnvironmentKey[] {
  const api = useApi()
  const { data } = useQuery(api.providers.environmentKeys.queryOptions())
  return (data ?? []).filter(key => !key.adopted)
}

const KeyRows = ({ found }: { found: readonly EnvironmentKey[] }) => (
  <Group gap="xs">
    {found.map(key => (
      <KeyRow key={`${key.preset} ${key.variable}`} found={key} />
    ))}
  </Group>
)

function KeyRow({ found: { preset, name, variable } }: { found: EnvironmentKey }) {
  const client = useApiClient()
  const { providers } = useControlState()
  const [busy, setBusy] = useState(false)
  const adopt = async () => {
    setBusy(true)
    // A provider of this preset that is there already gets the key; else a new one with the preset's name.
    const id = providers.find(provider => provider.preset === preset)?.id ?? preset
    await settle(client.providers.save.mutate({ id, preset, key: `env:${variable}` }), {
      done: `${name} is connected.`,
    })
    setBusy(false)
  }
  return (
    <Button size="xs" variant="default" loading={busy} onClick={adopt} leftSection={<IconPlus size={14} />}>
      Use {name}
      <Code ml={8}>{variable}</Code>
    </Button>
  )
}
