import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { AliasCheck } from '../../../../src-main/control/contract/aliases.ts'
import { useApi } from '../../api/client.ts'
import { type AliasDraft, inputOf, isBlank } from './alias-draft.ts'

/** Milliseconds of silence after which the server is asked. */
const PAUSE = 150

export interface LiveCheck {
  /** The last answer; it may be about what stood there a moment ago. */
  readonly check: AliasCheck | undefined
  /** It is about what stands there now. */
  readonly current: boolean
  /** Why there is no answer. */
  readonly error: string | undefined
}

/**
 * Asks the server about the draft while it is typed. An answer is kept under its question, so that one that comes late
 * never stands for a newer question.
 */
export function useAliasCheck(draft: AliasDraft): LiveCheck {
  const api = useApi()
  const [asked] = useDebouncedValue(draft, PAUSE)
  const answer = useQuery(
    api.aliases.check.queryOptions(inputOf(asked), {
      enabled: !isBlank(asked),
      placeholderData: keepPreviousData,
      staleTime: 0,
    }),
  )
  return {
    check: isBlank(draft) ? undefined : answer.data,
    current: asked === draft && answer.isSuccess && !answer.isPlaceholderData,
    error: answer.error?.message,
  }
}
