import { DIALECTS, type Dialect } from './conversation.ts'

/** What is called beside the dialects, by the first part of its path; `other` is what this proxy does not serve. */
export const OPERATIONS = [
  'embeddings',
  'completions',
  'moderations',
  'rerank',
  'images',
  'audio',
  'models',
  'other',
] as const
export type Operation = (typeof OPERATIONS)[number]

/** What a request speaks: a dialect, or an operation beside them, which nobody translates. */
export type Spoken = Dialect | Operation
export const SPOKEN: readonly Spoken[] = [...DIALECTS, ...OPERATIONS]

export const isDialect = (spoken: Spoken | undefined): spoken is Dialect =>
  DIALECTS.some(dialect => dialect === spoken)
