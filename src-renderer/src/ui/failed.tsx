import { Alert } from '@mantine/core'

/** Why something cannot be shown. */
export const Failed = ({ message }: { message: string }) => (
  <Alert color="red" role="alert">
    {message}
  </Alert>
)
