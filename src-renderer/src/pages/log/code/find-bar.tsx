import { EditorView } from '@codemirror/view'
import { Group, Text, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { CopyButton } from '../../../ui/copy-button.tsx'
import { lookFor, placesOf } from './find-marks.ts'

export interface FindBarProps {
  readonly view: EditorView | undefined
  /** What the view shows, for copying. */
  readonly body: string
  readonly label: string
}

/** Searches the whole text, since the browser's own search sees only the lines in sight; Enter goes to the next place. */
export function FindBar({ view, body, label }: FindBarProps) {
  const [text, setText] = useState('')
  const [found, setFound] = useState<{ readonly places: readonly number[]; readonly at: number }>()
  const goTo = (places: readonly number[], at: number, wanted: string) => {
    const place = places[at]
    setFound({ places, at })
    view?.dispatch({
      effects: [
        lookFor.of(wanted),
        ...(place === undefined ? [] : [EditorView.scrollIntoView(place, { y: 'center' })]),
      ],
      ...(place === undefined ? {} : { selection: { anchor: place, head: place + wanted.length } }),
    })
  }
  const step = (by: number) => {
    if (!view || !text) return
    const places = placesOf(view.state, text)
    const count = places.length
    goTo(places, count === 0 ? 0 : ((found?.at ?? -by) + by + count) % count, text)
  }
  return (
    <Group gap={6} wrap="nowrap">
      <TextInput
        size="xs"
        flex={1}
        maw={260}
        placeholder="Find"
        aria-label={`Find in: ${label}`}
        leftSection={<IconSearch size={13} />}
        value={text}
        onChange={event => {
          const wanted = event.currentTarget.value
          setText(wanted)
          if (view) goTo(placesOf(view.state, wanted), 0, wanted)
        }}
        onKeyDown={event => {
          if (event.key !== 'Enter') return
          event.preventDefault()
          step(event.shiftKey ? -1 : 1)
        }}
      />
      <Text size="xs" c="dimmed" role="status">
        {text &&
          found &&
          (found.places.length > 0 ? `${found.at + 1} of ${found.places.length}` : 'not found')}
      </Text>
      <Group ml="auto">
        <CopyButton value={body} what={label} />
      </Group>
    </Group>
  )
}
