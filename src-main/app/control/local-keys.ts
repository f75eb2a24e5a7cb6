import type { KeyOperations } from '../../control/contract/settings.ts'
import type { LocalKeys } from '../../state/local-keys.ts'
import { refused } from './change-of.ts'

/** What the page does with the keys of this proxy. */
export function keyOperations(localKeys: LocalKeys): KeyOperations {
  return {
    list: () =>
      localKeys.list().map(key => ({ ...key, primary: localKeys.token(key.name) === localKeys.primary() })),
    async create({ name, providers }) {
      const token = await localKeys.create(name, providers)
      if (token === undefined)
        return { ok: false, message: `There is a key "${name}" already. Choose another name.` }
      return { ok: true, token }
    },
    async revoke({ name }) {
      const revoked = await localKeys.revoke(name)
      return revoked ? { ok: true } : refused('unknown', `There is no key "${name}" any more.`)
    },
    primary: () => ({ token: localKeys.primary() }),
  }
}
