import { Button } from '@mantine/core'
import { Link } from 'wouter'
import { logLink } from '../../frame/links.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Page } from '../../ui/page.tsx'

/** What things cost and what is slow, over days; requests are not kept that long yet. */
export default function UsagePage() {
  return (
    <Page title="Usage">
      <EmptyState
        title="Look at today’s requests in the log"
        actions={
          <>
            <Button size="xs" component={Link} href="/log">
              Open the log
            </Button>
            <Button size="xs" variant="default" component={Link} href={logLink('ttft:>2s')}>
              What was slow
            </Button>
            <Button size="xs" variant="default" component={Link} href={logLink('error:')}>
              What went wrong
            </Button>
          </>
        }
      >
        Requests, tokens, the share that came from caches, cost, waiting times and errors will stand here for
        each day, model, client and provider, once the log is kept on disk. Until then the log in memory has
        the requests since Patchbay started, with their tokens and times.
      </EmptyState>
    </Page>
  )
}
