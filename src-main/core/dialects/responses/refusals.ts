import type { Failure } from '../../reply.ts'
import type { Outcome } from '../dialect.ts'

/** A request that cannot be kept without changing its meaning, told with the place in the client's body. */
export const untranslatable = (path: string, reason: string): Failure => ({
  status: 400,
  code: 'untranslatable',
  type: 'invalid_request_error',
  message: `${path}: ${reason}`,
  param: path,
  origin: 'patchbay',
})

export const refused = (failure: Failure): Outcome<never> => ({ ok: false, failure })

/** Carries a refusal out of nested readers and writers to the one place that returns it as an outcome. */
class Refusal extends Error {
  readonly failure: Failure
  constructor(failure: Failure) {
    super(failure.message)
    this.failure = failure
  }
}

export const refuse = (path: string, reason: string): never => {
  throw new Refusal(untranslatable(path, reason))
}

/** Runs a reader or writer; a `Refusal` becomes its outcome, anything else is a fault of ours and goes on. */
export function orRefused<T>(run: () => Outcome<T>): Outcome<T> {
  try {
    return run()
  } catch (error) {
    if (error instanceof Refusal) return refused(error.failure)
    throw error
  }
}
