import type { Workspace } from '../workspace.ts'
import { createExchangeLog, type ExchangeLog } from './exchange-log.ts'
import { createKnownSecrets } from './known-secrets.ts'
import { openStoreOfNow } from './store-of-now.ts'

/** Opens the request log of a home. */
export function openLog(given: {
  readonly workspace: Workspace
  readonly onError: (error: unknown) => void
}): ExchangeLog {
  const { workspace, onError } = given
  const secrets = createKnownSecrets(workspace)
  return createExchangeLog({
    store: openStoreOfNow(),
    policy: () => workspace.settings().log.bodies,
    secrets,
    // biome-ignore lint/correctness/useYield: features and cost come here
    *finish(exchange) {
      return exchange
    },
    onError,
  })
}
