import { Alert, Box, Button, Code, Text } from '@mantine/core'
import type { FallbackProps } from 'react-error-boundary'

/** Stands in place of a page that broke; the rest of the window goes on. */
export function PageError({ error, resetErrorBoundary }: FallbackProps) {
  return (
    <Box p="md">
      <Alert color="red" title="This page broke" role="alert">
        <Text size="sm" mb="xs">
          Everything else goes on, the proxy included. If it happens again, report what stands here.
        </Text>
        <Code block mb="xs">
          {error instanceof Error ? error.message : String(error)}
        </Code>
        <Button size="xs" variant="default" onClick={resetErrorBoundary}>
          Show it again
        </Button>
      </Alert>
    </Box>
  )
}
