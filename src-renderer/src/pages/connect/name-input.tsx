import { Autocomplete } from '@mantine/core'

export interface NameInputProps {
  readonly label: string
  readonly value: string
  readonly names: readonly string[]
  readonly placeholder?: string
  readonly onChange: (name: string) => void
}

/** Any model name: a known one is offered while it is typed, an unknown one is taken as it stands. */
export function NameInput({ label, value, names, placeholder, onChange }: NameInputProps) {
  return (
    <Autocomplete
      label={label}
      size="xs"
      value={value}
      data={[...names]}
      // Thousands of options help nobody before the first letter.
      limit={60}
      maxDropdownHeight={260}
      placeholder={placeholder}
      spellCheck={false}
      onChange={onChange}
      comboboxProps={{ transitionProps: { duration: 0 } }}
      styles={{
        input: { fontFamily: 'var(--mantine-font-family-monospace)' },
        option: { fontFamily: 'var(--mantine-font-family-monospace)' },
      }}
    />
  )
}
