import { Button, Group, Menu, Modal, Text, TextInput } from '@mantine/core'
import { IconBookmarks, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { MENU } from '../menu-props.ts'
import { type SavedView, useViews } from './use-views.ts'
import styles from './views.module.css'

/** What the dialog is open for. */
type Naming = { readonly kind: 'save' } | { readonly kind: 'rename'; readonly view: SavedView }

/** The saved filters: choose one, save what is typed, give another name, remove. */
export function ViewsMenu({ filter, onChoose }: { filter: string; onChoose: (filter: string) => void }) {
  const views = useViews()
  const [naming, setNaming] = useState<Naming>()
  const current = views.all.find(view => view.filter === filter.trim())
  return (
    <>
      <Menu position="bottom-end" width={330} {...MENU}>
        <Menu.Target>
          <Button
            size="xs"
            variant={current ? 'light' : 'default'}
            leftSection={<IconBookmarks size={14} />}
            aria-label={current ? `Views: ${current.name}` : 'Views'}
            className={styles.target}
          >
            {current?.name ?? 'Views'}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {views.all.length === 0 && (
            <Menu.Label>A filter that you save stands here, and in the palette.</Menu.Label>
          )}
          {views.all.map(view => (
            <Group key={view.name} gap={2} wrap="nowrap" role="presentation">
              <Menu.Item flex={1} miw={0} onClick={() => onChoose(view.filter)}>
                {view.name}
                <Text size="xs" ff="monospace" truncate>
                  {view.filter}
                </Text>
              </Menu.Item>
              <Menu.Item
                className={styles.icon}
                aria-label={`Rename ${view.name}`}
                onClick={() => setNaming({ kind: 'rename', view })}
              >
                <IconPencil size={14} />
              </Menu.Item>
              <Menu.Item
                className={styles.icon}
                aria-label={`Remove ${view.name}`}
                closeMenuOnClick={false}
                onClick={() => views.remove(view.name)}
              >
                <IconTrash size={14} />
              </Menu.Item>
            </Group>
          ))}
          <Menu.Divider />
          <Menu.Item
            leftSection={<IconPlus size={14} />}
            disabled={!filter.trim()}
            onClick={() => setNaming({ kind: 'save' })}
          >
            {filter.trim() ? 'Save this filter as a view' : 'Type a filter to save it as a view'}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={naming !== undefined}
        onClose={() => setNaming(undefined)}
        title={naming?.kind === 'rename' ? `Rename "${naming.view.name}"` : 'Save this filter as a view'}
        size="sm"
      >
        {naming && (
          <ViewName
            start={naming.kind === 'rename' ? naming.view.name : ''}
            filter={naming.kind === 'rename' ? naming.view.filter : filter.trim()}
            taken={views.all.map(view => view.name)}
            onDone={name => {
              setNaming(undefined)
              if (naming.kind === 'save') void views.save(name, filter.trim())
              else if (name !== naming.view.name) void views.rename(naming.view.name, name)
            }}
          />
        )}
      </Modal>
    </>
  )
}

interface ViewNameProps {
  readonly start: string
  readonly filter: string
  readonly taken: readonly string[]
  readonly onDone: (name: string) => void
}

function ViewName({ start, filter, taken, onDone }: ViewNameProps) {
  const [name, setName] = useState(start)
  const text = name.trim()
  const isTaken = text !== start && taken.includes(text)
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        if (text && !isTaken) onDone(text)
      }}
    >
      <TextInput
        label="Name"
        size="xs"
        data-autofocus
        maxLength={100}
        value={name}
        error={isTaken && 'There is a view of this name: remove it first, or choose another.'}
        onChange={event => setName(event.currentTarget.value)}
      />
      <Text size="xs" c="dimmed" ff="monospace" mt="xs" className="wrap-anywhere">
        {filter}
      </Text>
      <Group justify="flex-end" mt="md">
        <Button type="submit" size="xs" disabled={!text || isTaken}>
          Save
        </Button>
      </Group>
    </form>
  )
}
