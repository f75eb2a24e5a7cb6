import { useMutation, useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { ModelList, SetModeInput } from '../../../../src-main/control/contract/models.ts'
import { useApi } from '../../api/client.ts'
import { settle } from '../../api/settle.ts'

/** The catalog and what can be changed in it. The functions stay the same ones, so that rows need no new rendering. */
export function useModels(): {
  readonly list: ModelList | undefined
  setMode(modelId: string, mode: SetModeInput['mode']): void
  setEnabled(modelId: string, enabled: boolean): void
  refresh(provider?: string): void
} {
  const api = useApi()
  const list = useQuery(api.models.list.queryOptions())
  const { mutateAsync: changeMode } = useMutation(api.models.setMode.mutationOptions())
  const { mutateAsync: changeEnabled } = useMutation(api.models.setEnabled.mutationOptions())
  const { mutate: fetchLists } = useMutation(api.models.refresh.mutationOptions())
  const setMode = useCallback(
    (modelId: string, mode: SetModeInput['mode']) => void settle(changeMode({ modelId, mode })),
    [changeMode],
  )
  const setEnabled = useCallback(
    (modelId: string, enabled: boolean) => void settle(changeEnabled({ modelId, enabled })),
    [changeEnabled],
  )
  const refresh = useCallback((provider?: string) => fetchLists({ provider }), [fetchLists])
  return { list: list.data, setMode, setEnabled, refresh }
}
