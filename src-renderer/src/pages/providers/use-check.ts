import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { ProviderCheck } from '../../../../src-main/control/contract/providers.ts'
import { useApi } from '../../api/client.ts'

/** What the last check of a provider said; `running` until it has ended. */
export type CheckState = 'running' | ProviderCheck

/** Checks providers with their keys and keeps what came of it, by id. */
export function useChecks(): {
  readonly checks: Readonly<Record<string, CheckState | undefined>>
  check(id: string): Promise<void>
} {
  const api = useApi()
  const { mutateAsync } = useMutation(api.providers.check.mutationOptions())
  const [checks, setChecks] = useState<Readonly<Record<string, CheckState | undefined>>>({})
  const keep = (id: string, state: CheckState) => setChecks(last => ({ ...last, [id]: state }))
  return {
    checks,
    async check(id) {
      keep(id, 'running')
      keep(
        id,
        await mutateAsync({ id }).catch((error: Error) => ({
          ok: false as const,
          message: error.message,
          durationMs: 0,
        })),
      )
    },
  }
}
