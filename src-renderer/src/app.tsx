import { useSyncExternalStore } from 'react'
import { LiveStateProvider } from './api/live-state.tsx'
import type { TokenStore } from './api/token.ts'
import { Frame } from './frame/frame.tsx'
import { NoToken } from './frame/no-token.tsx'

/** The whole window, once there is a token that lets it in. */
export function App({ tokens }: { tokens: TokenStore }) {
  const admission = useSyncExternalStore(tokens.onChange, tokens.admission)
  if (admission !== 'given') return <NoToken admission={admission} />
  return (
    <LiveStateProvider>
      <Frame />
    </LiveStateProvider>
  )
}
