import { Button, Group, Text } from '@mantine/core'
import { Link } from 'wouter'
import type { LogDetail } from '../../../../../src-main/control/contract/log.ts'
import { useApiClient } from '../../../api/client.ts'
import { useControlState } from '../../../api/live-state.tsx'
import { settle } from '../../../api/settle.ts'

type Bodies = 'off' | 'memory' | 'disk'

const OTHERS: Readonly<Record<Bodies, readonly (readonly [value: Bodies, name: string])[]>> = {
  off: [
    ['memory', 'Hold them in memory from now on'],
    ['disk', 'Keep them on disk from now on'],
  ],
  memory: [['disk', 'Keep them on disk from now on']],
  disk: [],
}

/** Why there is nothing to look at, and the setting that changes it. */
export function NoBodies({ detail }: { detail: LogDetail }) {
  const client = useApiClient()
  const { settings } = useControlState()
  const bodies = settings.values?.log.bodies ?? 'memory'
  if (detail.held !== 'nowhere')
    return <Text size="sm">There is no such message: the request ended before it came to that.</Text>
  return (
    <div>
      <Text size="sm" mb="xs">
        {detail.missing}
      </Text>
      <Group gap={6}>
        {OTHERS[bodies].map(([value, name]) => (
          <Button
            key={value}
            size="compact-xs"
            variant="default"
            onClick={() =>
              settle(client.settings.save.mutate({ path: ['log', 'bodies'], value }), {
                done: `log.bodies is "${value}" now.`,
              })
            }
          >
            {name}
          </Button>
        ))}
        <Button size="compact-xs" variant="subtle" component={Link} href="/settings">
          Settings of the log
        </Button>
      </Group>
    </div>
  )
}
