import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi } from '../../api/client.ts'

/** The local key, covered on the whole page until somebody wants to see it. */
export interface LocalKey {
  /** Undefined until the app has told it. */
  readonly token: string | undefined
  readonly problem: string | undefined
  readonly seen: boolean
  toggle(): void
  /** A text as it may be shown: dots in place of the key while it is covered, and no text while the key is not known. */
  show(text: string): string
}

const DOTS = '•'.repeat(24)

export function useLocalKey(): LocalKey {
  const api = useApi()
  const key = useQuery(api.keys.primary.queryOptions())
  const [seen, setSeen] = useState(false)
  const token = key.data?.token
  return {
    token,
    problem: key.error?.message,
    seen,
    toggle: () => setSeen(!seen),
    show: text => (seen ? text : token ? text.replaceAll(token, DOTS) : ''),
  }
}
