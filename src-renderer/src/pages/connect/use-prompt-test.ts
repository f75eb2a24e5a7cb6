import { useEffect, useRef, useState } from 'react'
import type { PromptTested } from '../../../../src-main/control/contract/connect.ts'
import { useApiClient } from '../../api/client.ts'

type Send = ReturnType<typeof useApiClient>['connect']['testPrompt']['mutate']
type Input = Parameters<Send>[0]

/** What came of a test; `unsent`: the request never reached Patchbay. */
export type TestOutcome = PromptTested | { readonly ok: 'unsent'; readonly message: string }

/** Sends one test prompt at a time; leaving the page or cancelling ends the request, at the provider too. */
export function usePromptTest() {
  const client = useApiClient()
  const [result, setResult] = useState<TestOutcome>()
  const [running, setRunning] = useState(false)
  const abort = useRef<AbortController>(undefined)
  useEffect(() => () => abort.current?.abort(), [])

  const send = async (input: Input) => {
    abort.current?.abort()
    const mine = new AbortController()
    abort.current = mine
    setRunning(true)
    setResult(undefined)
    try {
      const answer = await client.connect.testPrompt.mutate(input, { signal: mine.signal })
      if (!mine.signal.aborted) setResult(answer)
    } catch (error) {
      if (!mine.signal.aborted) {
        setResult({ ok: 'unsent', message: error instanceof Error ? error.message : String(error) })
      }
    } finally {
      if (abort.current === mine) setRunning(false)
    }
  }
  return { running, result, send, cancel: () => abort.current?.abort() }
}
