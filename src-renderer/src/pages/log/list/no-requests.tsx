import { Box, Button } from '@mantine/core'
import { Link } from 'wouter'
import { useControlState } from '../../../api/live-state.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Page } from '../../../ui/page.tsx'
import { ModelsCommand } from '../../connect/models-command.tsx'
import { useLocalKey } from '../../connect/use-local-key.ts'

/** The log before the first request: how to send one. */
export function NoRequests() {
  const { proxy } = useControlState()
  const localKey = useLocalKey()
  return (
    <Page title="Log">
      <EmptyState
        title="Send the first request"
        actions={
          <>
            <Button size="xs" component={Link} href="/connect">
              Send a test prompt
            </Button>
            <Button size="xs" variant="default" component={Link} href="/connect">
              Set up a client
            </Button>
          </>
        }
      >
        Each request stands here from the moment it begins: who asked, for which model, how it was translated,
        how long it took and what it used. From a terminal, this lists the models and makes the first row:
        <Box mt="xs">
          <ModelsCommand baseUrl={`${proxy.url.replace(/\/(v1\/?)?$/, '')}/v1`} localKey={localKey} />
        </Box>
      </EmptyState>
    </Page>
  )
}
