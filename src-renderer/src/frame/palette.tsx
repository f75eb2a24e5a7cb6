import { Spotlight, type SpotlightActionData, type SpotlightActionGroupData } from '@mantine/spotlight'
import { IconCube, IconRoute, IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { useApi } from '../api/client.ts'
import { useCommands } from './commands.ts'
import { aliasLink, modelLink } from './links.ts'
import { PAGES } from './pages.ts'

/** Everything by its name: pages, actions, aliases, models. Names are fetched when it is first opened. */
export function Palette() {
  const api = useApi()
  const [, go] = useLocation()
  const [used, setUsed] = useState(false)
  const [query, setQuery] = useState('')
  const models = useQuery(api.models.list.queryOptions(undefined, { enabled: used }))
  const aliases = useQuery(api.aliases.list.queryOptions(undefined, { enabled: used }))
  const commands = useCommands()

  const group = (name: string, actions: SpotlightActionData[]): SpotlightActionGroupData[] =>
    actions.length > 0 ? [{ group: name, actions }] : []
  const actions = [
    ...group(
      'Pages',
      PAGES.map(({ path, name, icon: Icon }) => ({
        id: path,
        label: name,
        leftSection: <Icon size={16} />,
        onClick: () => go(path),
      })),
    ),
    ...[...Map.groupBy(commands, command => command.group ?? 'Actions')].flatMap(([name, those]) =>
      group(
        name,
        those.map(({ name, icon: Icon, run }) => ({
          id: name,
          label: name,
          leftSection: <Icon size={16} />,
          onClick: () => void run(),
        })),
      ),
    ),
    ...group(
      'Aliases',
      (aliases.data ?? []).map(alias => ({
        id: `alias ${alias.name}`,
        label: alias.name,
        description: `→ ${alias.targets.map(target => target.text).join(', ')}`,
        leftSection: <IconRoute size={16} />,
        onClick: () => go(aliasLink(alias.name)),
      })),
    ),
    // Thousands of names help nobody before the first letter.
    ...group(
      'Models',
      (query.trim() ? (models.data?.rows ?? []) : []).map(model => ({
        id: `model ${model.id}`,
        label: model.id,
        leftSection: <IconCube size={16} />,
        onClick: () => go(modelLink(model.id)),
      })),
    ),
  ]
  return (
    <Spotlight
      actions={actions}
      query={query}
      onQueryChange={setQuery}
      onSpotlightOpen={() => setUsed(true)}
      shortcut={['mod + K', 'mod + P']}
      // Locking the scroll needs an inline style that the page's policy refuses.
      lockScroll={false}
      transitionProps={{ duration: 0 }}
      limit={30}
      maxHeight={420}
      scrollable
      nothingFound={models.isFetching ? 'Looking…' : 'Nothing has that name.'}
      searchProps={{
        leftSection: <IconSearch size={16} />,
        placeholder: 'A page, a model, an alias or an action',
        'aria-label': 'Search pages, models, aliases and actions',
      }}
      overlayProps={{ blur: 0, backgroundOpacity: 0.35 }}
      classNames={{ action: 'palette-action' }}
      attributes={{ content: { 'aria-label': 'Search' } }}
    />
  )
}
