import { Button, Code, Drawer, Group, Stack, Switch, Table, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { ModelRow } from '../../../../src-main/control/contract/models.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { NoMode } from './mode-cell.tsx'
import { capabilityText, deprecationText, priceLines } from './model-facts.ts'
import type { ModelActions } from './model-line.tsx'
import { ModelMode } from './model-mode.tsx'
import { ModelTest } from './model-test.tsx'
import { dayText, evidenceText } from './model-text.ts'

export interface ModelDrawerProps {
  /** Undefined: closed. */
  readonly row: ModelRow | undefined
  /** The bundled price list, by name. */
  readonly bundledPrices: string
  readonly actions: ModelActions
  readonly onEnabled: (modelId: string, enabled: boolean) => void
  readonly onClose: () => void
}

/** Everything about one model, and a way to try it. */
export function ModelDrawer({ row, bundledPrices, actions, onEnabled, onClose }: ModelDrawerProps) {
  return (
    <Drawer
      opened={row !== undefined}
      onClose={onClose}
      position="right"
      size={520}
      title={<Text fw={600}>{row?.displayName ?? row?.upstreamId}</Text>}
      closeButtonProps={{ 'aria-label': 'Close' }}
      lockScroll={false}
      transitionProps={{ duration: 0 }}
    >
      {row && (
        <Stack gap="md">
          <Group gap={4} wrap="nowrap">
            <Code fz="sm">{row.id}</Code>
            <CopyButton value={row.id} what="id" />
          </Group>
          <Group gap="lg">
            <Button size="xs" variant="default" onClick={() => actions.onAlias(row.id)}>
              Make alias
            </Button>
            <Switch
              size="sm"
              label="Enabled"
              checked={row.enabled}
              onChange={event => onEnabled(row.id, event.currentTarget.checked)}
            />
          </Group>
          <Table variant="vertical" layout="fixed" fz="sm" verticalSpacing={4}>
            <Table.Tbody>
              <Fact name="Mode">
                {row.kind ? <NoMode kind={row.kind} /> : <ModelMode row={row} onMode={actions.onMode} />}
              </Fact>
              <Fact name="Known by">{evidenceText(row, Date.now())}</Fact>
              <Fact name="Speaks">{row.endpoints.dialects.join(', ') || 'no plain endpoint'}</Fact>
              <Fact name="Context">{tokens(row.contextWindow)}</Fact>
              <Fact name="Max output">{tokens(row.maxOutputTokens)}</Fact>
              <Fact name="Price">
                {row.price ? <Lines lines={priceLines(row.price, bundledPrices)} /> : UNKNOWN}
              </Fact>
              <Fact name="Kind">{row.kind ?? 'chat'}</Fact>
              <Fact name="Can">{capabilityText(row) ?? UNKNOWN}</Fact>
              <Fact name="Created">{row.created === undefined ? UNKNOWN : dayText(row.created)}</Fact>
              {row.deprecation && (
                <Fact name="Deprecated">{deprecationText(row.deprecation, bundledPrices, Date.now())}</Fact>
              )}
            </Table.Tbody>
          </Table>
          <ModelTest key={row.id} row={row} />
        </Stack>
      )}
    </Drawer>
  )
}

const UNKNOWN = 'not said'
const tokens = (count: number | undefined) =>
  count === undefined ? UNKNOWN : `${count.toLocaleString('en')} tokens`

const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <Table.Tr>
    <Table.Th w={130}>{name}</Table.Th>
    <Table.Td>{children}</Table.Td>
  </Table.Tr>
)

/** The last line says who says so. */
const Lines = ({ lines }: { readonly lines: readonly string[] }) =>
  lines.map((line, index) => (
    <Text key={line} fz="sm" c={index === lines.length - 1 ? 'dimmed' : undefined}>
      {line}
    </Text>
  ))
