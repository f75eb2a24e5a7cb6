import '@mantine/core/styles.css'
import { createTheme, MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { ApiProvider, createApiClient, createQueries } from './api/client.ts'
import { takeToken } from './api/token.ts'
import { App } from './app.tsx'

const theme = createTheme({ primaryColor: 'teal', defaultRadius: 'sm', autoContrast: true })
const queries = createQueries()
const api = createApiClient(takeToken())

/** The page's policy lets only styles with this nonce in. */
const nonce = () => document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? ''

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={nonce}>
      <QueryClientProvider client={queries}>
        <ApiProvider trpcClient={api} queryClient={queries}>
          <App />
        </ApiProvider>
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
)
