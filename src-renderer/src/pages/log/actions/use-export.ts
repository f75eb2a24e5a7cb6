import { useApiClient } from '../../../api/client.ts'
import { saveFile } from '../../../api/save-file.ts'
import { say, sayDone } from '../../../api/settle.ts'

interface WantedExport {
  /** These, or else the newest that fit the filter. */
  readonly ids?: string[]
  readonly filter?: string
  readonly format: 'har' | 'json' | 'html'
}

/** Puts requests into the user's downloads. */
export function useExport() {
  const client = useApiClient()
  return async (wanted: WantedExport): Promise<void> => {
    try {
      const file = await client.log.export.query({ filter: '', ...wanted })
      saveFile(file)
      sayDone(`${file.name} is in your downloads.`, { stay: 4000 })
    } catch (error) {
      say(error instanceof Error ? error.message : String(error))
    }
  }
}
