import { Button, Code, Popover, ScrollArea, Stack, Text } from '@mantine/core'
import type { ListChange } from '../../../../src-main/control/contract/models.ts'
import { agoText } from '../../ui/time-text.ts'

/** What the last change of each list brought and took. */
export function ListChanges({ changes }: { readonly changes: readonly ListChange[] }) {
  const count = (side: 'added' | 'removed') => changes.reduce((sum, change) => sum + change[side].length, 0)
  if (changes.length === 0) return null
  return (
    <Popover position="bottom-end" width={420} withArrow shadow="md">
      <Popover.Target>
        <Button size="compact-xs" variant="subtle">
          {count('added')} new, {count('removed')} gone
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <ScrollArea.Autosize mah={360}>
          <Stack gap="xs">
            {changes.map(({ provider, at, added, removed }) => (
              <div key={provider}>
                <Text size="sm" fw={600}>
                  {provider}{' '}
                  <Text span size="xs" c="dimmed">
                    {agoText(at, Date.now())}
                  </Text>
                </Text>
                <Ids sign="+" ids={added} />
                <Ids sign="−" ids={removed} />
              </div>
            ))}
          </Stack>
        </ScrollArea.Autosize>
      </Popover.Dropdown>
    </Popover>
  )
}

const Ids = ({ sign, ids }: { readonly sign: string; readonly ids: readonly string[] }) =>
  ids.map(id => (
    <Code key={id} block p={2} bg="transparent">
      {sign} {id}
    </Code>
  ))
