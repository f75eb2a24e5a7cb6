import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useApi } from '../../api/client.ts'

/** Every name that a request can carry: aliases that are no patterns, then models that are on and hold conversations. */
export function useNames(): readonly string[] {
  const api = useApi()
  const { data: aliases } = useQuery(api.aliases.list.queryOptions())
  const { data: models } = useQuery(api.models.list.queryOptions())
  return useMemo(() => {
    const exact = (aliases ?? []).filter(alias => !alias.pattern).map(alias => alias.name)
    const listed = (models?.rows ?? [])
      .filter(row => row.enabled && row.kind === undefined)
      .map(row => row.id)
    return [...new Set([...exact, ...listed])]
  }, [aliases, models])
}
