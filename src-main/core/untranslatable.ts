import type { Failure } from './reply.ts'

/** A refusal of content whose meaning would change: the path says where, the message what to do. */
export const untranslatable = (param: string, message: string): Failure => ({
  status: 400,
  code: 'untranslatable',
  message,
  param,
  origin: 'patchbay',
})
