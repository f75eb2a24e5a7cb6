import { DEEPEST } from '../core/nesting.ts'
import type { Failure } from '../core/reply.ts'

/** A value, or the failure to answer with. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: Failure }

export const found = <T>(value: T): Result<T> => ({ ok: true, value })

/** A failure of ours, with a stable code and what to do next. */
export const refused = (
  status: number,
  code: string,
  message: string,
  more: Partial<Failure> = {},
): { readonly ok: false; readonly failure: Failure } => ({
  ok: false,
  failure: { status, code, message, origin: 'patchbay', ...more },
})

/** JSON may nest without end, but nothing that is read and written again may. */
export const tooDeep = () =>
  refused(
    400,
    'invalid_json',
    `The body is nested too deeply: more than ${DEEPEST} levels cannot be translated. Flatten it and send it again.`,
  )
