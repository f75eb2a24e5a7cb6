import { Button, Code, Group, Text } from '@mantine/core'
import type { EnvironmentKey } from '../../../../src-main/control/contract/providers.ts'
import { Section } from '../../ui/section.tsx'

/** Keys that lie in the environment already and that no provider uses yet. */
export function EnvironmentKeys(props: {
  readonly keys: readonly EnvironmentKey[]
  readonly onAdopt: (key: EnvironmentKey) => void
}) {
  const free = props.keys.filter(({ adopted }) => !adopted)
  if (free.length === 0) return null
  return (
    <Section title="Keys in the environment" about="found now; only the name of the variable is stored">
      <Group gap="md">
        {free.map(key => (
          <Group key={key.variable} gap={6} wrap="nowrap">
            <Text size="sm">{key.name}</Text>
            <Code>{key.variable}</Code>
            <Button
              size="compact-xs"
              variant="light"
              aria-label={`Use ${key.variable} for ${key.name}`}
              onClick={() => props.onAdopt(key)}
            >
              Use
            </Button>
          </Group>
        ))}
      </Group>
    </Section>
  )
}
