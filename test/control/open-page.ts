import { createTRPCClient, httpLink, httpSubscriptionLink, splitLink } from '@trpc/client'
import { EventSource } from 'eventsource'
import type { App } from '../../src-main/app.ts'
import type { ControlRouter } from '../../src-main/control/contract.ts'
import type { Keychain } from '../../src-main/state/keychain.ts'

/** The address of a running app's page, taken apart. */
export function pageOf({ pageUrl }: Pick<App, 'pageUrl'>): { url: string; token: string } {
  const url = new URL(pageUrl)
  return { url: url.origin, token: new URLSearchParams(url.hash.slice(1)).get('token') ?? '' }
}

/** The page's own client, at a running app. */
export function openPage(app: Pick<App, 'pageUrl'>) {
  const { url, token } = pageOf(app)
  const headers = { 'x-patchbay-token': token }
  return createTRPCClient<ControlRouter>({
    links: [
      splitLink({
        condition: operation => operation.type === 'subscription',
        true: httpSubscriptionLink({
          url: `${url}/trpc`,
          EventSource,
          eventSourceOptions: {
            fetch: (input, init) => fetch(input, { ...init, headers: { ...init.headers, ...headers } }),
          },
        }),
        false: httpLink({ url: `${url}/trpc`, headers }),
      }),
    ],
  })
}

/** Collects what a subscription brings; `until` settles with the first list of which the condition holds. */
export function gather<T>(
  subscribe: (options: { onData: (data: T) => void; onError: (error: unknown) => void }) => {
    unsubscribe(): void
  },
): { until(condition: (all: readonly T[]) => boolean): Promise<readonly T[]>; stop(): void } {
  const all: T[] = []
  let look = () => {}
  const { promise: broken, reject } = Promise.withResolvers<never>()
  broken.catch(() => {})
  const subscription = subscribe({
    onData(data) {
      all.push(data)
      look()
    },
    onError: reject,
  })
  return {
    until(condition) {
      const { promise, resolve } = Promise.withResolvers<readonly T[]>()
      look = () => {
        if (condition(all)) resolve(all)
      }
      look()
      return Promise.race([promise, broken])
    },
    stop: subscription.unsubscribe,
  }
}

/** A keychain in memory, or one that does not answer. */
export function aKeychain(problem?: string): Keychain & { readonly held: ReadonlyMap<string, string> } {
  const held = new Map<string, string>()
  const answer = async <T>(value: () => T): Promise<T> => {
    if (problem !== undefined) throw new Error(problem)
    return value()
  }
  return {
    name: 'the test keychain',
    held,
    get: account => answer(() => held.get(account)),
    set: (account, secret) => answer(() => void held.set(account, secret)),
    remove: account => answer(() => held.delete(account)),
  }
}
