import { Box, Text, Tooltip } from '@mantine/core'
import type { ControlState } from '../../../src-main/control/contract.ts'
import { useLiveState } from '../api/live-state.tsx'

/** One word for how the proxy is, with the tone of its dot. */
export function proxyCondition(proxy: ControlState['proxy']): {
  readonly word: 'running' | 'paused' | 'stopped'
  readonly tone: 'good' | 'warn' | 'bad'
} {
  if (proxy.problem !== undefined) return { word: 'stopped', tone: 'bad' }
  return proxy.paused ? { word: 'paused', tone: 'warn' } : { word: 'running', tone: 'good' }
}

/** The line at the foot of the rail: a dot, the proxy's condition and its port. */
export function ProxyStatus() {
  const { state, connected } = useLiveState()
  const { word, tone } =
    state && connected
      ? proxyCondition(state.proxy)
      : ({ word: state ? 'reconnecting…' : 'connecting…', tone: 'warn' } as const)
  return (
    <Tooltip label={state?.proxy.problem ?? state?.proxy.url ?? 'No answer yet'} position="top-start">
      <Box className="rail-status" role="status" aria-label={`Proxy ${word}`}>
        <span className="dot" data-tone={tone} aria-hidden="true" />
        <Text size="xs" flex={1}>
          {word}
        </Text>
        <Text size="xs" ff="monospace" c="dimmed">
          {state ? `:${state.proxy.port}` : ''}
        </Text>
      </Box>
    </Tooltip>
  )
}
