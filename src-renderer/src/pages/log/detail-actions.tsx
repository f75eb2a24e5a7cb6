import { Button, Group } from '@mantine/core'
import { IconArrowsExchange, IconFilter, IconPin, IconPlayerPlay, IconRoute } from '@tabler/icons-react'
import { Link } from 'wouter'
import type { LogDetail } from '../../../../src-main/control/contract/log.ts'
import { useApiClient } from '../../api/client.ts'
import { settle } from '../../api/settle.ts'
import { newAliasLink, newAliasToLink, testPromptLink } from '../../frame/links.ts'
import { DIALECT_NAMES } from '../../ui/mode-badge.tsx'

/** What to do about a request: each button is there only where it makes sense. */
export function DetailActions({ detail, onFilter }: { detail: LogDetail; onFilter: (word: string) => void }) {
  const client = useApiClient()
  const { requested, modelId, upstreamDialect, errorCode } = detail
  const known = requested !== undefined && detail.route !== undefined
  const pin = () =>
    modelId &&
    upstreamDialect &&
    settle(client.models.setMode.mutate({ modelId, mode: upstreamDialect }), {
      done: `${modelId} is called as ${DIALECT_NAMES[upstreamDialect]} from now on.`,
    })
  const translate = () =>
    settle(
      client.settings.save.mutate({
        path: modelId ? ['models', modelId, 'mismatch'] : ['dispatch', 'mismatch'],
        value: 'translate',
      }),
      { done: `${modelId ?? 'Every model'} is translated from now on.` },
    )
  return (
    <Group gap={6}>
      {errorCode === 'endpoint_unsupported' && (
        <Button size="compact-xs" leftSection={<IconArrowsExchange size={13} />} onClick={translate}>
          Translate from now on
        </Button>
      )}
      {requested && (
        <Button
          size="compact-xs"
          variant={known ? 'default' : 'filled'}
          component={Link}
          href={newAliasLink(requested)}
          leftSection={<IconRoute size={13} />}
        >
          Make alias from this name
        </Button>
      )}
      {modelId && requested === modelId && (
        <Button size="compact-xs" variant="default" component={Link} href={newAliasToLink(modelId)}>
          Make alias to this model
        </Button>
      )}
      {modelId && upstreamDialect && detail.outcome === 'completed' && (
        <Button size="compact-xs" variant="default" leftSection={<IconPin size={13} />} onClick={pin}>
          Pin {DIALECT_NAMES[upstreamDialect]}
        </Button>
      )}
      {requested && (
        <Button
          size="compact-xs"
          variant="default"
          component={Link}
          href={testPromptLink(requested)}
          leftSection={<IconPlayerPlay size={13} />}
        >
          Test
        </Button>
      )}
      {requested && (
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconFilter size={13} />}
          onClick={() => onFilter(`model:${/\s/.test(requested) ? JSON.stringify(requested) : requested}`)}
        >
          Only this model
        </Button>
      )}
    </Group>
  )
}
