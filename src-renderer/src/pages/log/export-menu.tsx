import { ActionIcon, Menu, Tooltip } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useExport } from './actions/use-export.ts'
import { MENU } from './menu-props.ts'

const FORMATS = [
  ['har', 'HAR 1.2, for the tools of browsers'],
  ['json', 'JSON, everything that is recorded'],
  ['html', 'HTML, one file to read or to send'],
] as const

/** Puts the newest requests that fit the filter into a file. */
export function ExportMenu({ filter }: { filter: string }) {
  const exportOf = useExport()
  return (
    <Menu position="bottom-end" {...MENU}>
      <Menu.Target>
        <Tooltip label="Export">
          <ActionIcon variant="default" size={30} aria-label="Export">
            <IconDownload size={16} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{filter ? 'The newest that fit the filter, as' : 'The newest requests, as'}</Menu.Label>
        {FORMATS.map(([format, name]) => (
          <Menu.Item key={format} fz="xs" onClick={() => void exportOf({ filter, format })}>
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
