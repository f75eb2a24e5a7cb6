import { Button } from '@mantine/core'
import { Link } from 'wouter'
import { EmptyState } from '../../ui/empty-state.tsx'

/** A span without a request: how to have one. */
export function NoUsage() {
  return (
    <EmptyState
      title="Send a request, or look further back"
      actions={
        <>
          <Button size="xs" component={Link} href="/connect">
            Send a test prompt
          </Button>
          <Button size="xs" variant="default" component={Link} href="/log">
            Open the log
          </Button>
        </>
      }
    >
      No request falls into this span. Each one that does is counted here: its tokens, the share that came
      from caches, its cost where the price is known, how long it took, and whether it failed.
    </EmptyState>
  )
}
