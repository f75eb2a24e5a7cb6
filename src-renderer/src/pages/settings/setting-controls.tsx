import { NumberInput, Select, Switch, TextInput } from '@mantine/core'
import { type ReactNode, useEffect, useState } from 'react'
import type { SaveSettingInput } from '../../../../src-main/control/contract/settings.ts'
import { SettingRow } from './setting-row.tsx'
import { useSetting } from './use-setting.ts'

interface Base {
  readonly path: SaveSettingInput['path']
  readonly name: string
  readonly about?: ReactNode
}

export function SwitchSetting({ path, name, about, inForce }: Base & { inForce: boolean }) {
  const { value, error, saving, save } = useSetting(path, inForce)
  return (
    <SettingRow name={name} about={about} error={error} saving={saving}>
      {({ labelId, describedBy }) => (
        <Switch
          checked={value}
          aria-labelledby={labelId}
          aria-describedby={describedBy}
          onChange={event => void save(event.currentTarget.checked)}
        />
      )}
    </SettingRow>
  )
}

export interface ChoiceSettingProps<Value extends string> extends Base {
  readonly inForce: Value
  readonly choices: readonly { readonly value: Value; readonly label: string }[]
}

export function ChoiceSetting<Value extends string>({
  path,
  name,
  about,
  inForce,
  choices,
}: ChoiceSettingProps<Value>) {
  const { value, error, saving, save } = useSetting<Value>(path, inForce)
  return (
    <SettingRow name={name} about={about} error={error} saving={saving}>
      {({ labelId, describedBy }) => (
        <Select
          size="xs"
          w="100%"
          data={choices}
          value={value}
          allowDeselect={false}
          aria-labelledby={labelId}
          aria-describedby={describedBy}
          comboboxProps={{ transitionProps: { duration: 0 } }}
          onChange={picked => {
            const choice = choices.find(known => known.value === picked)
            if (choice) void save(choice.value)
          }}
        />
      )}
    </SettingRow>
  )
}

/** Saved with Enter or when the field is left; `Esc` takes the typing back. */
export function NumberSetting({
  path,
  name,
  about,
  inForce,
  suffix,
}: Base & { inForce: number; suffix?: string }) {
  const { value, error, saving, save } = useSetting<number | string>(path, inForce)
  const [typed, setTyped] = useState<number | string>(value)
  useEffect(() => setTyped(value), [value])
  return (
    <SettingRow name={name} about={about} error={error} saving={saving}>
      {({ labelId, describedBy }) => (
        <NumberInput
          size="xs"
          w="100%"
          value={typed}
          suffix={suffix}
          hideControls
          error={error !== undefined}
          aria-labelledby={labelId}
          aria-describedby={describedBy}
          onChange={setTyped}
          onBlur={() => void save(typed)}
          onKeyDown={event => {
            if (event.key === 'Enter') void save(typed)
            if (event.key === 'Escape') setTyped(value)
          }}
        />
      )}
    </SettingRow>
  )
}

export interface NameSettingProps extends Base {
  readonly inForce: string | null
  readonly placeholder: string
  /** What is written for a text; else the text itself, and null for an empty one: there is none. */
  readonly write?: (text: string) => SaveSettingInput['value']
}

/** Saved with Enter or when the field is left. */
export function NameSetting({ path, name, about, inForce, placeholder, write }: NameSettingProps) {
  const { value, error, saving, save } = useSetting<string>(
    path,
    inForce ?? '',
    write ?? (text => text || null),
  )
  const [typed, setTyped] = useState(value)
  useEffect(() => setTyped(value), [value])
  return (
    <SettingRow name={name} about={about} error={error} saving={saving}>
      {({ labelId, describedBy }) => (
        <TextInput
          size="xs"
          w="100%"
          ff="monospace"
          value={typed}
          placeholder={placeholder}
          spellCheck={false}
          error={error !== undefined}
          aria-labelledby={labelId}
          aria-describedby={describedBy}
          onChange={event => setTyped(event.currentTarget.value)}
          onBlur={() => void save(typed.trim())}
          onKeyDown={event => {
            if (event.key === 'Enter') void save(typed.trim())
            if (event.key === 'Escape') setTyped(value)
          }}
        />
      )}
    </SettingRow>
  )
}
