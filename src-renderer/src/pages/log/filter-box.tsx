import { ActionIcon, Box, Button, Group, Text, TextInput, Tooltip } from '@mantine/core'
import { IconFilter, IconHelp, IconX } from '@tabler/icons-react'
import type { RefObject } from 'react'
import type { Filter } from './filter.ts'

export interface FilterBoxProps {
  readonly box: RefObject<HTMLInputElement | null>
  readonly text: string
  readonly filter: Filter
  readonly onChange: (text: string) => void
  /** Esc or Enter inside: the keyboard goes back to the rows. */
  readonly onLeave: () => void
}

/** Where the filter is typed; its words stand below as chips that can be taken out one by one. */
export function FilterBox({ box, text, filter, onChange, onLeave }: FilterBoxProps) {
  return (
    <TextInput
      ref={box}
      aria-label="Filter"
      placeholder="model:sonnet*  status:>=400  client:codex  via:chat>responses  ttft:>2s  lossy:"
      size="xs"
      flex={1}
      miw={220}
      value={text}
      spellCheck={false}
      error={filter.problems.length > 0}
      aria-describedby="filter-problem"
      onChange={event => onChange(event.currentTarget.value)}
      onKeyDown={event => {
        if (event.key !== 'Escape' && event.key !== 'Enter') return
        event.preventDefault()
        event.stopPropagation()
        onLeave()
      }}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      leftSection={<IconFilter size={14} />}
      rightSection={
        text ? (
          <ActionIcon
            size="sm"
            variant="subtle"
            color="gray"
            aria-label="Clear the filter"
            onClick={() => onChange('')}
          >
            <IconX size={14} />
          </ActionIcon>
        ) : (
          <Tooltip label={HELP} maw={420}>
            <ActionIcon size="sm" variant="subtle" color="gray" aria-label="What can be filtered">
              <IconHelp size={14} />
            </ActionIcon>
          </Tooltip>
        )
      }
    />
  )
}

const HELP = (
  <Box fz="xs" component="span" style={{ whiteSpace: 'pre-line' }}>
    {`model:  client:  key:  path:  error:  — text, * stands for anything
status:  ttft:  took:  tokens:  attempts:  lossy:  — numbers with > >= < <=, also 4xx, 2s, 10k
via:chat>responses  via:translate  is:running
-word: not. Several words: all of them.`}
  </Box>
)

export interface FilterChipsProps {
  readonly filter: Filter
  readonly shown: number
  readonly all: number
  readonly onRemove: (text: string) => void
}

/** How many rows are left by which words, and which words mean nothing. */
export function FilterChips({ filter, shown, all, onRemove }: FilterChipsProps) {
  return (
    <Group gap={6} mih={24} role="status" aria-live="polite">
      <Text size="xs" c="dimmed" style={{ fontVariantNumeric: 'tabular-nums' }}>
        {filter.terms.length > 0 ? `${shown} of ${all} requests` : `${all} requests`}
      </Text>
      {filter.terms.map((term, index) => (
        <Button
          // biome-ignore lint/suspicious/noArrayIndexKey: the same word may stand there twice
          key={`${index} ${term.text}`}
          size="compact-xs"
          variant="light"
          ff="monospace"
          fw={500}
          rightSection={<IconX size={11} />}
          aria-label={`Take out ${term.text}`}
          onClick={() => onRemove(term.text)}
        >
          {term.text}
        </Button>
      ))}
      <Text size="xs" c="red" id="filter-problem">
        {filter.problems.join('; ')}
      </Text>
    </Group>
  )
}
