import { QueryClient } from '@tanstack/react-query'
import { createTRPCClient, httpLink, httpSubscriptionLink, splitLink } from '@trpc/client'
import { createTRPCContext } from '@trpc/tanstack-react-query'
import { EventSource } from 'eventsource'
import type { ControlRouter } from '../../../src-main/control/contract.ts'

/** Hooks for the operations of the contract. */
export const { TRPCProvider: ApiProvider, useTRPC: useApi } = createTRPCContext<ControlRouter>()

/** A client that shows the token with every request, as a header: a URL would end up in logs. */
export function createApiClient(token: string) {
  const headers = { 'x-patchbay-token': token }
  return createTRPCClient<ControlRouter>({
    links: [
      splitLink({
        condition: operation => operation.type === 'subscription',
        true: httpSubscriptionLink({
          url: '/trpc',
          // The browser's own cannot send headers.
          EventSource,
          eventSourceOptions: {
            fetch: (url, init) => fetch(url, { ...init, headers: { ...init.headers, ...headers } }),
          },
        }),
        false: httpLink({ url: '/trpc', headers }),
      }),
    ],
  })
}

/** State comes by subscription, so nothing is fetched again on its own. */
export const createQueries = (): QueryClient =>
  new QueryClient({ defaultOptions: { queries: { refetchOnWindowFocus: false, retry: false } } })
