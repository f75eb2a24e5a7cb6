import { ActionIcon, Combobox, Text, TextInput, useCombobox } from '@mantine/core'
import { IconFilter, IconHistory, IconX } from '@tabler/icons-react'
import { type KeyboardEvent, type RefObject, useLayoutEffect, useRef, useState } from 'react'
import type { LogRow } from '../../../../../src-main/control/contract/log.ts'
import { INSIDE } from '../menu-props.ts'
import styles from './filter.module.css'
import { accept, type Suggestion, suggest, wordAt } from './suggest.ts'
import { useKnownValues } from './use-known-values.ts'

export interface FilterBoxProps {
  readonly box: RefObject<HTMLInputElement | null>
  readonly text: string
  /** The filters that were used last; they are offered while the box is empty. */
  readonly past: readonly string[]
  /** Rows whose values are suggested. */
  readonly rows: readonly LogRow[]
  readonly hasProblem: boolean
  readonly onChange: (text: string) => void
  /** Esc or Enter inside: the keyboard goes back to the rows. */
  readonly onLeave: () => void
}

/** Where the filter is typed. Keys and known values are suggested; Tab takes the first, the arrows choose another. */
export function FilterBox({ box, text, past, rows, hasProblem, onChange, onLeave }: FilterBoxProps) {
  const [focused, setFocused] = useState(false)
  const [caret, setCaret] = useState(0)
  const known = useKnownValues(rows, focused)
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })
  const word = wordAt(text, caret)
  const history: readonly Suggestion[] = text ? [] : past.map(old => ({ text: old, goesOn: false }))
  const options = [...history, ...suggest(word.text, known)]
  // React sets the caret to the end when the text changes by itself.
  const nextCaret = useRef<number>(undefined)
  useLayoutEffect(() => {
    if (nextCaret.current === undefined) return
    box.current?.setSelectionRange(nextCaret.current, nextCaret.current)
    setCaret(nextCaret.current)
    nextCaret.current = undefined
  })

  const take = (suggestion: Suggestion) => {
    const next = accept(text, text ? word : { start: 0, end: 0, text: '' }, suggestion)
    nextCaret.current = next.caret
    onChange(next.text)
    if (!suggestion.goesOn) combobox.closeDropdown()
    else combobox.resetSelectedOption()
  }
  const leave = () => {
    combobox.closeDropdown()
    onLeave()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const chosen = combobox.dropdownOpened && combobox.getSelectedOptionIndex() >= 0
    const first = options[0]
    if (event.key === 'Tab' && !event.shiftKey && combobox.dropdownOpened && !chosen && word.text && first) {
      event.preventDefault()
      take(first)
    } else if (event.key === 'Escape' || (event.key === 'Enter' && !chosen)) {
      event.preventDefault()
      event.stopPropagation()
      leave()
    }
  }
  return (
    <Combobox
      store={combobox}
      position="bottom-start"
      shadow="md"
      {...INSIDE}
      onOptionSubmit={value => {
        const option = options[Number(value)]
        if (option) take(option)
      }}
    >
      <Combobox.Target>
        <TextInput
          ref={box}
          aria-label="Filter"
          placeholder="model:sonnet*  status:>=400  client:codex  via:messages>responses  ttft:>2s"
          size="xs"
          flex={1}
          miw={160}
          value={text}
          spellCheck={false}
          autoComplete="off"
          error={hasProblem}
          aria-describedby="filter-words"
          onFocus={event => {
            setFocused(true)
            setCaret(event.currentTarget.selectionStart ?? 0)
            combobox.openDropdown()
          }}
          onBlur={() => combobox.closeDropdown()}
          onSelect={event => setCaret(event.currentTarget.selectionStart ?? 0)}
          onChange={event => {
            setCaret(event.currentTarget.selectionStart ?? 0)
            onChange(event.currentTarget.value)
            combobox.openDropdown()
            combobox.resetSelectedOption()
          }}
          onKeyDown={onKeyDown}
          classNames={{ input: styles.box }}
          leftSection={<IconFilter size={14} />}
          rightSection={
            text && (
              <ActionIcon
                size="sm"
                variant="subtle"
                color="gray"
                aria-label="Clear the filter"
                onClick={() => onChange('')}
              >
                <IconX size={14} />
              </ActionIcon>
            )
          }
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={options.length === 0}>
        <Combobox.Options aria-label="Suggestions" className={styles.options}>
          {options.map((option, index) => (
            <Combobox.Option key={option.text} value={String(index)} className={styles.option}>
              {index < history.length && <IconHistory size={13} aria-label="used before" />}
              <code>{option.text}</code>
              {option.about && (
                <Text span size="xs" truncate>
                  {option.about}
                </Text>
              )}
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
