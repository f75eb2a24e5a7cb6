import type { LogDetail, Replayed } from '../../../../../src-main/control/contract/log.ts'
import { useApiClient } from '../../../api/client.ts'
import { say } from '../../../api/settle.ts'
import type { Dialect } from '../../../ui/mode-badge.tsx'

/** What is different from how it was sent. */
interface Changed {
  readonly model?: string
  readonly mode?: Dialect
  readonly body?: string
}

/** Sends a request again and shows the new one. False: it was not sent, and the user was told why. */
export function useReplay({ id }: Pick<LogDetail, 'id'>, onReplayed: (id: string) => void) {
  const client = useApiClient()
  return async (changed: Changed): Promise<boolean> => {
    const replayed = await client.log.replay.mutate({ id, ...changed }).catch(
      (error: unknown): Replayed => ({
        ok: false,
        message: error instanceof Error ? error.message : String(error),
      }),
    )
    if (replayed.ok) onReplayed(replayed.id)
    else say(replayed.message, 'It was not sent again')
    return replayed.ok
  }
}
