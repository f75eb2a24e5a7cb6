import { SegmentedControl, Switch, useMantineColorScheme } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Desktop } from '../../../../src-main/control/contract.ts'
import { Section } from '../../ui/section.tsx'
import { SettingRow } from './setting-row.tsx'

const SCHEMES = [
  { value: 'auto', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const

/** How the window looks in this browser, and whether the app starts by itself. */
export function AppearanceSection({ desktop }: { desktop: Desktop | undefined }) {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Section title="This window">
      <SettingRow name="Theme">
        {({ labelId }) => (
          <SegmentedControl
            size="xs"
            fullWidth
            w="100%"
            transitionDuration={0}
            data={[...SCHEMES]}
            value={colorScheme}
            aria-labelledby={labelId}
            onChange={value =>
              setColorScheme(SCHEMES.find(scheme => scheme.value === value)?.value ?? 'auto')
            }
          />
        )}
      </SettingRow>
      {desktop && <StartAtLogin desktop={desktop} />}
    </Section>
  )
}

function StartAtLogin({ desktop }: { desktop: Desktop }) {
  const queries = useQueryClient()
  const starts = useQuery({ queryKey: ['desktop', 'start-at-login'], queryFn: () => desktop.startAtLogin() })
  const [error, setError] = useState<string>()
  const change = async (on: boolean) => {
    const answer = await desktop.setStartAtLogin(on)
    setError(answer.ok ? undefined : answer.message)
    await queries.invalidateQueries({ queryKey: ['desktop', 'start-at-login'] })
  }
  return (
    <SettingRow name="Start at login" about="Hidden, in the tray." error={error ?? starts.error?.message}>
      {({ labelId, describedBy }) => (
        <Switch
          checked={starts.data ?? false}
          disabled={starts.data === undefined}
          aria-labelledby={labelId}
          aria-describedby={describedBy}
          onChange={event => void change(event.currentTarget.checked)}
        />
      )}
    </SettingRow>
  )
}
