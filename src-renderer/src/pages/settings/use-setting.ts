import { useEffect, useRef, useState } from 'react'
import type { SaveSettingInput } from '../../../../src-main/control/contract/settings.ts'
import { useApiClient } from '../../api/client.ts'
import { settle } from '../../api/settle.ts'

type SettingValue = string | number | boolean

export interface Setting<Value> {
  /** What the control shows: the user's choice while it is being saved or was refused, else what is in force. */
  readonly value: Value
  /** Why the server did not take the last choice. */
  readonly error: string | undefined
  readonly saving: boolean
  save(value: Value): Promise<void>
}

/** One value of settings.jsonc, saved as it is chosen; a refused choice stays visible beside its reason. */
export function useSetting<Value extends SettingValue>(
  path: SaveSettingInput['path'],
  inForce: Value,
  /** What is written for a choice; without it, the choice itself. */
  write: (value: Value) => SaveSettingInput['value'] = value => value,
): Setting<Value> {
  const client = useApiClient()
  const [draft, setDraft] = useState<{ value: Value; error?: string; saved?: true }>()
  const last = useRef(inForce)
  useEffect(() => {
    // What is in force has moved: by this edit, another tab's, or in the file.
    if (last.current !== inForce) setDraft(undefined)
    last.current = inForce
  }, [inForce])

  return {
    value: draft ? draft.value : inForce,
    error: draft?.error,
    saving: draft !== undefined && draft.error === undefined && !draft.saved,
    async save(value) {
      if (value === inForce) return setDraft(undefined)
      setDraft({ value })
      const answer = await settle(client.settings.save.mutate({ path, value: write(value) }), { quiet: true })
      setDraft(answer.ok ? { value, saved: true } : { value, error: answer.message })
    },
  }
}
