import { useApiClient } from '../../../api/client.ts'
import { useControlState } from '../../../api/live-state.tsx'
import { settle } from '../../../api/settle.ts'

export interface SavedView {
  readonly name: string
  readonly filter: string
}

export interface Views {
  readonly all: readonly SavedView[]
  /** Under a name that is there already: the filter takes the place of the old one. */
  save(name: string, filter: string): Promise<unknown>
  rename(from: string, to: string): Promise<unknown>
  remove(name: string): Promise<unknown>
}

/** Filters that were saved under a name, in settings.jsonc: they are there in every window. */
export function useViews(): Views {
  const client = useApiClient()
  const { settings } = useControlState()
  const views = settings.values?.log.views ?? {}
  const all = Object.entries(views).map(([name, filter]) => ({ name, filter }))
  const write = (path: string[], value: string | Record<string, string> | undefined, done: string) =>
    settle(client.settings.save.mutate({ path: ['log', 'views', ...path], value }), { done })
  return {
    all,
    save: (name, filter) => write([name], filter, `The view "${name}" is saved.`),
    rename: (from, to) =>
      write(
        [],
        // In its place, so that the order stays.
        Object.fromEntries(all.map(view => [view.name === from ? to : view.name, view.filter])),
        `The view "${from}" is called "${to}" now.`,
      ),
    remove: name => write([name], undefined, `The view "${name}" is removed.`),
  }
}
