import { Box, Code, Stack, Text, Title } from '@mantine/core'
import type { Admission } from '../api/token.ts'

const WORDS: Readonly<Record<Exclude<Admission, 'given'>, { title: string; why: string }>> = {
  missing: {
    title: 'This page needs its key',
    why: 'Only the address that Patchbay gave you lets this page in, so that no other page on this machine can change your settings.',
  },
  refused: {
    title: 'Patchbay was started anew',
    why: 'Each start has its own key, and the one this page holds is from an earlier start.',
  },
}

/** Stands in place of everything while there is no token that counts, and says in one sentence how to get one. */
export function NoToken({ admission }: { admission: Exclude<Admission, 'given'> }) {
  const { title, why } = WORDS[admission]
  return (
    <Box component="main" className="no-token">
      <Stack gap="xs" maw={560}>
        <Title order={1} size="h3">
          {title}
        </Title>
        <Text size="sm" role="alert">
          Open the window from Patchbay’s tray menu, or the address with <Code>#token=</Code> that Patchbay
          printed in its terminal when it started; this tab then goes on by itself.
        </Text>
        <Text size="sm" c="dimmed">
          {why}
        </Text>
      </Stack>
    </Box>
  )
}
