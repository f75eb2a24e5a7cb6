import type { LossCode } from './losses.ts'
import type { Failure, Loss } from './reply.ts'
import { untranslatable } from './untranslatable.ts'

/** Notes, while something is read or written, what could not be kept and the first thing that must be refused. */
export interface Ledger {
  lose(code: LossCode, path: string): void
  refuse(path: string, message: string): void
  losses(): Loss[]
  failure(): Failure | undefined
}

/** An empty ledger. A loss that is noted twice counts once. */
export function ledger(): Ledger {
  const losses = new Map<string, Loss>()
  let failure: Failure | undefined
  return {
    lose: (code, path) => {
      losses.set(`${code};${path}`, { code, path })
    },
    refuse: (param, message) => {
      failure ??= untranslatable(param, message)
    },
    losses: () => [...losses.values()],
    failure: () => failure,
  }
}
