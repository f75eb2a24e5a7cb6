import { QueryClient } from '@tanstack/react-query'
import { createTRPCClient, httpLink, httpSubscriptionLink, splitLink } from '@trpc/client'
import { createTRPCContext } from '@trpc/tanstack-react-query'
import { EventSource } from 'eventsource'
import type { ControlRouter } from '../../../src-main/control/contract.ts'
import type { TokenStore } from './token.ts'

/** Hooks for the operations of the contract: for TanStack Query (`useApi`), and bare calls (`useApiClient`). */
export const {
  TRPCProvider: ApiProvider,
  useTRPC: useApi,
  useTRPCClient: useApiClient,
} = createTRPCContext<ControlRouter>()

/**
 * A client that shows the token with every request, as a header: a URL would end up in logs. A token that the server does
 * not take is reported to the store; the next request uses what the store has by then.
 */
export function createApiClient(tokens: TokenStore) {
  const send: typeof fetch = async (url, init) => {
    const token = tokens.current()
    const headers = new Headers(init?.headers)
    headers.set('x-patchbay-token', token)
    const response = await fetch(url, { ...init, headers })
    if (response.status === 401) tokens.refuse(token)
    return response
  }
  return createTRPCClient<ControlRouter>({
    links: [
      splitLink({
        condition: operation => operation.type === 'subscription',
        true: httpSubscriptionLink({
          url: '/trpc',
          // The browser's own cannot send headers.
          EventSource,
          eventSourceOptions: { fetch: (url, init) => send(url, init as RequestInit) },
        }),
        false: httpLink({ url: '/trpc', fetch: (url, init) => send(url as string, init as RequestInit) }),
      }),
    ],
  })
}

/** Answers stay until the live state says that they may be different (`live-state.tsx`), or a page asks again. */
export const createQueries = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: { refetchOnWindowFocus: false, retry: false, staleTime: 30_000, networkMode: 'always' },
      mutations: { networkMode: 'always' },
    },
  })
