import { Box, Skeleton } from '@mantine/core'
import { Suspense, useEffect, useRef } from 'react'
import { ErrorBoundary } from 'react-error-boundary'
import { Redirect, Route, Switch, useLocation } from 'wouter'
import { useLiveState } from '../api/live-state.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Page } from '../ui/page.tsx'
import { Banners, Reconnecting } from './banners.tsx'
import { Navigation } from './navigation.tsx'
import { PageCommands } from './page-commands.tsx'
import { PageError } from './page-error.tsx'
import { PAGES } from './pages.ts'
import { Palette } from './palette.tsx'

/** The window: the rail, what is wrong as a whole, and the page that the address names. */
export function Frame() {
  const { state } = useLiveState()
  const [location] = useLocation()
  const main = useRef<HTMLElement>(null)
  const shown = useRef(location)
  // Who moves by keyboard or hears the page starts at the new page, not behind the link that was followed.
  useEffect(() => {
    if (shown.current !== location) main.current?.focus({ preventScroll: true })
    shown.current = location
  }, [location])
  return (
    <PageCommands>
      <Box className="frame">
        <a href="#main" className="skip-link">
          Skip to the page
        </a>
        <Navigation />
        <Box component="main" id="main" ref={main} tabIndex={-1} className="frame-main">
          {state ? (
            <>
              <Banners state={state} />
              <ErrorBoundary FallbackComponent={PageError} resetKeys={[location]}>
                <Suspense fallback={<Loading />}>
                  <Routes />
                </Suspense>
              </ErrorBoundary>
            </>
          ) : (
            <Loading />
          )}
        </Box>
        <Reconnecting />
        <Palette />
      </Box>
    </PageCommands>
  )
}

const Routes = () => (
  <Switch>
    {PAGES.map(({ path, Body }) => (
      <Route key={path} path={path}>
        <Body />
      </Route>
    ))}
    <Route path="/">
      <Redirect to="/connect" replace />
    </Route>
    <Route>
      <Page title="No such page">
        <EmptyState title="Choose a page at the left">This address names no page of Patchbay.</EmptyState>
      </Page>
    </Route>
  </Switch>
)

const Loading = () => (
  <Box p="md" aria-busy="true">
    <Skeleton h={28} w={160} mb="md" animate={false} />
    <Skeleton h={160} animate={false} />
  </Box>
)
