import { useState } from 'react'
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

export interface ReplayDialogProps {
  readonly opened: boolean
  readonly detail: LogDetail
  readonly onClose: () => void
  readonly onReplayed: (id: string) => void
}

/** The same from a dialog, which closes when the request was sent. */
export function useReplayDialog({ detail, onClose, onReplayed }: Omit<ReplayDialogProps, 'opened'>) {
  const [busy, setBusy] = useState(false)
  const replay = useReplay(detail, onReplayed)
  const send = async (changed: Changed): Promise<void> => {
    setBusy(true)
    const sent = await replay(changed)
    setBusy(false)
    if (sent) onClose()
  }
  return { busy, send }
}
