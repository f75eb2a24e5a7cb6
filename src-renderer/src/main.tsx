import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import '@mantine/spotlight/styles.css'
import './ui/styles.css'
import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { ApiProvider, createApiClient, createQueries } from './api/client.ts'
import { createTokenStore } from './api/token.ts'
import { App } from './app.tsx'
import { cssVariables, theme } from './ui/theme.ts'

const tokens = createTokenStore()
const queries = createQueries()
const api = createApiClient(tokens)

/** The page's policy lets only styles with this nonce in. */
const nonce = () => document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? ''

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      getStyleNonce={nonce}
    >
      <Notifications position="bottom-right" limit={4} transitionDuration={0} />
      <QueryClientProvider client={queries}>
        <ApiProvider trpcClient={api} queryClient={queries}>
          <App tokens={tokens} />
        </ApiProvider>
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
)
