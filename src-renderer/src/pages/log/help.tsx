import { ActionIcon, Box, Popover, Text, Tooltip } from '@mantine/core'
import { IconKeyboard } from '@tabler/icons-react'
import { MODIFIER } from '../../ui/key-hints.tsx'
import { FILTER_KEYS } from './filter/filter-keys.ts'
import styles from './log.module.css'

/** Every key of the page. */
const KEYS: readonly (readonly [keys: string, what: string])[] = [
  ['/', 'filter'],
  ['j k', 'next, previous request'],
  ['Enter', 'open'],
  ['Esc', 'close'],
  ['1 – 6', 'Summary, Chat, Request, Response, Stream, Timing'],
  ['E', 'errors only'],
  ['G', 'go to the newest'],
  ['R', 'replay as it was'],
  [MODIFIER === '⌘' ? '⇧⌘C' : 'Ctrl+Shift+C', 'copy as curl to Patchbay'],
  [`${MODIFIER} K`, 'everything else by its name'],
  ['?', 'this help'],
]

/** The keys, and what a filter is made of. */
export function Help({ opened, onChange }: { opened: boolean; onChange: (opened: boolean) => void }) {
  return (
    <Popover
      opened={opened}
      onChange={onChange}
      position="bottom-end"
      shadow="md"
      width={520}
      trapFocus
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>
        <Tooltip label="Keys and filters">
          <ActionIcon
            variant="default"
            size={30}
            aria-label="Keys and filters"
            onClick={() => onChange(!opened)}
          >
            <IconKeyboard size={16} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label="Keys and filters">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <section className={styles.helpBody} tabIndex={0} aria-label="Help">
          <Heading>Keys</Heading>
          <dl className={styles.help}>
            {KEYS.map(([keys, what]) => (
              <Line key={keys} name={keys} what={what} />
            ))}
          </dl>
          <Heading>Filter</Heading>
          <Text size="xs" mb={4}>
            All words must hold. A minus before a word means not; * stands for anything; numbers take &gt;
            &gt;= &lt; &lt;= and units as 2s, 10k, 4xx, or a range as 1s..5s. A word without a key is looked
            for everywhere, stored bodies included; quote what has spaces.
          </Text>
          <dl className={styles.help}>
            {Object.values(FILTER_KEYS).map(({ about, example }) => (
              <Line key={example} name={example} what={about} />
            ))}
          </dl>
        </section>
      </Popover.Dropdown>
    </Popover>
  )
}

const Heading = ({ children }: { children: string }) => (
  <Text size="sm" fw={600} component="h2" m={0}>
    {children}
  </Text>
)

const Line = ({ name, what }: { name: string; what: string }) => (
  <>
    <Box component="dt">{name}</Box>
    <dd>{what}</dd>
  </>
)
