import { Button, Group, Text } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { FilterWord } from '../../../../../src-main/control/contract/log.ts'
import styles from './filter.module.css'

export interface FilterChipsProps {
  readonly words: readonly FilterWord[]
  /** Undefined: it is being counted. */
  readonly count: { readonly count: number; readonly more: boolean } | undefined
  readonly onRemove: (word: FilterWord) => void
}

/** `1 request`, `1,234 requests`, `10,000+ requests`. */
const countedText = ({ count, more }: { count: number; more: boolean }): string =>
  `${count.toLocaleString('en')}${more ? '+' : ''} ${count === 1 && !more ? 'request' : 'requests'}`

/** How many fit, by which words; a word that means nothing says at itself what to write instead. */
export function FilterChips({ words, count, onRemove }: FilterChipsProps) {
  return (
    <Group gap={6} mih={24} id="filter-words">
      <Text size="xs" c="dimmed" role="status" className={styles.count}>
        {count ? countedText(count) : 'counting…'}
      </Text>
      {words.map(word => (
        <Group key={`${word.start} ${word.text}`} gap={6}>
          <Button
            size="compact-xs"
            variant="light"
            color={word.problem ? 'red' : undefined}
            className={styles.chip}
            rightSection={<IconX size={11} />}
            aria-label={`Take out ${word.text}`}
            onClick={() => onRemove(word)}
          >
            {word.text}
          </Button>
          {word.problem && (
            <Text size="xs" c="var(--mantine-color-error)" role="alert">
              {word.problem}
            </Text>
          )}
        </Group>
      ))}
    </Group>
  )
}
