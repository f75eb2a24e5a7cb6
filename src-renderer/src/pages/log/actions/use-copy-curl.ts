import { useApiClient } from '../../../api/client.ts'
import { say, sayDone } from '../../../api/settle.ts'

const NOTHING = 'The body of this request is not held, so there is no command that would send it again.'

/** Copies a request as a command for the shell, and says what to know about it. */
export function useCopyCurl() {
  const client = useApiClient()
  return async (id: string, to: 'patchbay' | 'provider'): Promise<void> => {
    try {
      const curl = await client.log.curl.query({ id, to })
      if (!curl) return void say(NOTHING)
      await navigator.clipboard.writeText(curl.text)
      sayDone(curl.notes.join(' ') || 'Paste it into a shell.', {
        title: to === 'patchbay' ? 'Copied as curl to Patchbay' : 'Copied as curl to the provider',
        stay: 6000,
      })
    } catch (error) {
      say(error instanceof Error ? error.message : String(error))
    }
  }
}
