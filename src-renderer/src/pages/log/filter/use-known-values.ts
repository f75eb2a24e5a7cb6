import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { LogRow } from '../../../../../src-main/control/contract/log.ts'
import { LOSSES } from '../../../../../src-main/control/contract/losses.ts'
import { useApi } from '../../../api/client.ts'
import { useControlState } from '../../../api/live-state.tsx'
import { clientText } from '../row-text.ts'
import { SPOKEN_NAMES } from '../spoken-names.ts'
import type { KnownValues } from './suggest.ts'

const DIALECTS = ['chat', 'responses', 'messages']
/** What is the same everywhere. */
const FIXED: KnownValues = {
  status: ['>=400', '>=500', '2xx', '4xx', '5xx', '401', '404', '429'],
  ttft: ['>1s', '>2s', '>5s', '>10s'],
  took: ['>5s', '>10s', '>30s', '>1m'],
  tokens: ['>1k', '>10k', '>100k'],
  cost: ['>$0.01', '>$0.10', '>$1'],
  attempts: ['>1'],
  lossy: Object.keys(LOSSES),
  since: ['10m', '1h', '24h', '7d'],
  before: ['1h', '24h', '7d'],
  via: [
    'translate',
    'pass',
    ...DIALECTS.flatMap(from => DIALECTS.filter(to => to !== from).map(to => `${from}>${to}`)),
    ...Object.keys(SPOKEN_NAMES),
  ],
  has: ['tools', 'tool-call', 'image', 'file', 'audio', 'reasoning', 'cache', 'schema'],
  is: ['running', 'error', 'completed', 'failed', 'broken', 'aborted', 'stream', 'whole', 'kept', 'replay'],
  path: ['/v1/chat/completions', '/v1/responses', '/v1/messages', '/v1/embeddings', '/v1/models'],
}

const distinct = (values: readonly (string | undefined)[]): readonly string[] => [
  ...new Set(values.flatMap(value => value || [])),
]

/** What a filter could look for: what is configured and listed, then what stands in the rows that are there. */
export function useKnownValues(rows: readonly LogRow[], wanted: boolean): KnownValues {
  const api = useApi()
  const { providers } = useControlState()
  const models = useQuery(api.models.list.queryOptions(undefined, { enabled: wanted }))
  const aliases = useQuery(api.aliases.list.queryOptions(undefined, { enabled: wanted }))
  const keys = useQuery(api.keys.list.queryOptions(undefined, { enabled: wanted }))
  return useMemo(() => {
    if (!wanted) return FIXED
    const names = (aliases.data ?? []).map(alias => alias.name)
    return {
      ...FIXED,
      model: distinct([
        ...rows.flatMap(row => [row.requested, row.modelId]),
        ...names,
        ...(models.data?.rows ?? []).map(row => row.id),
      ]),
      client: distinct(rows.map(row => clientText(row.client).split(' ')[0])),
      provider: providers.map(provider => provider.id),
      alias: names,
      key: distinct((keys.data ?? []).map(key => key.name)),
      error: distinct(rows.map(row => row.errorCode)),
      session: distinct(rows.map(row => row.session)),
      thread: distinct(rows.map(row => row.thread)),
      stop: distinct(rows.map(row => row.stop)),
      status: distinct([...(FIXED.status ?? []), ...rows.map(row => row.status?.toString())]),
    }
  }, [wanted, rows, models.data, aliases.data, keys.data, providers])
}
