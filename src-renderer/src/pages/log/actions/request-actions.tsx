import { Button, Group, Menu } from '@mantine/core'
import { IconChevronDown, IconCopy, IconDots, IconRepeat } from '@tabler/icons-react'
import { type ReactNode, type Ref, useImperativeHandle, useState } from 'react'
import type { LogDetail } from '../../../../../src-main/control/contract/log.ts'
import { usePageCommands } from '../../../frame/page-commands.tsx'
import { MENU } from '../menu-props.ts'
import { BodyDialog } from './body-dialog.tsx'
import { ModelDialog } from './model-dialog.tsx'
import { RemoveDialog } from './remove-dialog.tsx'
import { type ActionDialog, type LogAction, useActions } from './use-actions.ts'

/** What the keys of the page tell the actions. */
export interface ActionsHandle {
  run(id: string): void
}

export interface RequestActionsProps {
  readonly detail: LogDetail
  readonly onFilter: (filter: string) => void
  readonly onReplayed: (id: string) => void
  readonly onBeside: (id: string) => void
  readonly onRemoved: () => void
  readonly ref: Ref<ActionsHandle>
}

/** What can be done with the request that is open: the likely things as buttons, the others in menus, all in the palette. */
export function RequestActions(props: RequestActionsProps) {
  const { detail, onReplayed, onRemoved, ref } = props
  const [dialog, setDialog] = useState<ActionDialog>()
  const actions = useActions({ ...props, onDialog: setDialog })
  const of = (menu: LogAction['menu']) => actions.filter(action => action.menu === menu)
  useImperativeHandle(ref, () => ({
    run: id => {
      const action = actions.find(known => known.id === id)
      if (action && !action.problem) void action.run()
    },
  }))
  usePageCommands(
    actions.filter(({ problem }) => !problem).map(action => ({ ...action, group: 'The open request' })),
  )
  const close = () => setDialog(undefined)
  return (
    <>
      <Group gap={6}>
        {of('first').map(({ id, name, icon: Icon, run }) => (
          <Button
            key={id}
            size="compact-xs"
            color={id === 'cancel' ? 'red.8' : undefined}
            leftSection={<Icon size={13} />}
            onClick={() => void run()}
          >
            {name}
          </Button>
        ))}
        <ActionMenu name="Replay" icon={<IconRepeat size={13} />} groups={[of('replay')]} />
        <ActionMenu name="Copy" icon={<IconCopy size={13} />} groups={[of('copy')]} />
        <ActionMenu
          name="More"
          icon={<IconDots size={13} />}
          groups={[of('more'), of('export'), of('last')].filter(group => group.length > 0)}
        />
      </Group>
      <ModelDialog opened={dialog === 'model'} detail={detail} onClose={close} onReplayed={onReplayed} />
      <BodyDialog opened={dialog === 'body'} detail={detail} onClose={close} onReplayed={onReplayed} />
      <RemoveDialog opened={dialog === 'remove'} id={detail.id} onClose={close} onRemoved={onRemoved} />
    </>
  )
}

interface ActionMenuProps {
  readonly name: string
  readonly icon: ReactNode
  readonly groups: readonly (readonly LogAction[])[]
}

const ActionMenu = ({ name, icon, groups }: ActionMenuProps) => (
  <Menu position="bottom-start" {...MENU}>
    <Menu.Target>
      <Button
        size="compact-xs"
        variant="default"
        leftSection={icon}
        rightSection={<IconChevronDown size={12} />}
      >
        {name}
      </Button>
    </Menu.Target>
    <Menu.Dropdown>
      {groups.flatMap((actions, place) => [
        place > 0 && <Menu.Divider key={`above ${actions[0]?.id}`} />,
        ...actions.map(action => <ActionItem key={action.id} action={action} />),
      ])}
    </Menu.Dropdown>
  </Menu>
)

const ActionItem = ({ action: { name, icon: Icon, problem, run } }: { action: LogAction }) => (
  <Menu.Item
    fz="xs"
    leftSection={<Icon size={14} />}
    disabled={problem !== undefined}
    onClick={() => void run()}
  >
    {problem ? `${name} (${problem})` : name}
  </Menu.Item>
)
