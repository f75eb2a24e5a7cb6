import { useMantineColorScheme } from '@mantine/core'
import {
  IconBookmark,
  IconCopy,
  IconDeviceDesktop,
  IconKey,
  IconMoon,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlus,
  IconRefresh,
  IconSun,
} from '@tabler/icons-react'
import { useLocation } from 'wouter'
import { useApiClient } from '../api/client.ts'
import { useLiveState } from '../api/live-state.tsx'
import { say, sayDone } from '../api/settle.ts'
import type { Command } from './command.ts'
import { logLink, newAliasLink } from './links.ts'
import { useShownCommands } from './page-commands.tsx'

/** What can be done from anywhere by its name. Failures are said in a notification. */
export function useCommands(): readonly Command[] {
  const { state } = useLiveState()
  const client = useApiClient()
  const { setColorScheme } = useMantineColorScheme()
  const [, go] = useLocation()
  const shown = useShownCommands()
  const copy = async (text: string, what: string) => {
    await navigator.clipboard.writeText(text)
    sayDone(`The ${what} is copied.`)
  }
  const refresh = async () => {
    const lists = await client.models.refresh.mutate({})
    const failed = lists.filter(list => list.error !== undefined)
    if (failed.length > 0)
      say(failed.map(list => `${list.provider}: ${list.error}`).join('\n'), 'Some lists stay as they were')
    else sayDone(`${lists.length} model lists are fresh.`)
  }
  const views = Object.entries(state?.settings.values?.log.views ?? {})
  const commands: readonly Command[] = [
    ...shown,
    ...views.map(([name, filter]) => ({
      name: `Log: ${name}`,
      icon: IconBookmark,
      group: 'Views of the log',
      run: () => go(logLink(filter)),
    })),
    state?.proxy.paused
      ? { name: 'Resume the proxy', icon: IconPlayerPlay, run: () => client.resume.mutate() }
      : { name: 'Pause the proxy', icon: IconPlayerPause, run: () => client.pause.mutate() },
    { name: 'Copy base URL', icon: IconCopy, run: () => copy(state?.proxy.url ?? '', 'base URL') },
    {
      name: 'Copy local key',
      icon: IconKey,
      run: async () => copy((await client.keys.primary.query()).token, 'local key'),
    },
    { name: 'Refresh model lists', icon: IconRefresh, run: refresh },
    { name: 'New alias', icon: IconPlus, run: () => go(newAliasLink('')) },
    { name: 'Theme: dark', icon: IconMoon, run: () => setColorScheme('dark') },
    { name: 'Theme: light', icon: IconSun, run: () => setColorScheme('light') },
    { name: 'Theme: as the system', icon: IconDeviceDesktop, run: () => setColorScheme('auto') },
  ]
  return commands.map(command => ({
    ...command,
    run: () =>
      Promise.resolve(command.run()).catch((error: unknown) =>
        say(error instanceof Error ? error.message : String(error)),
      ),
  }))
}
