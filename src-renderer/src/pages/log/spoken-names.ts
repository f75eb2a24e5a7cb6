import type { LogRow } from '../../../../src-main/control/contract/log.ts'
import { DIALECT_NAMES } from '../../ui/mode-badge.tsx'

export type Spoken = NonNullable<LogRow['clientDialect']>

/** What requests speak, as people read it: the dialects, then what is called beside them. */
export const SPOKEN_NAMES: Readonly<Record<Spoken, string>> = {
  ...DIALECT_NAMES,
  embeddings: 'Embeddings',
  completions: 'Completions',
  moderations: 'Moderations',
  rerank: 'Rerank',
  images: 'Images',
  audio: 'Audio',
  models: 'Model list',
  other: 'Other',
}
