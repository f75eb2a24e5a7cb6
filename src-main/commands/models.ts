import { modelList } from '../proxy/models.ts'
import { bold, dim, print, table } from './terminal.ts'
import { withWorkspace } from './with-workspace.ts'

/** Prints what can be called. Whoever fetches the lists names the providers whose list could not be had, on standard error. */
export const printModels = (options: { home?: string; json?: boolean; refresh?: boolean; demo?: boolean }) =>
  withWorkspace(
    { home: options.home, lists: options.refresh ? 'fresh' : 'wanted', demo: options.demo },
    workspace => {
      const list = modelList(workspace.directory())
      if (options.json) return print(JSON.stringify(list, null, 2))
      const rows = list.data.map(model => [
        model.id,
        model.mode ?? '',
        model.alias_of ? `→ ${model.alias_of}` : '',
      ])
      const [head, ...lines] = table([['MODEL', 'MODE', ''], ...rows])
      print(bold(head ?? ''))
      for (const line of lines) print(line)
      if (rows.length === 0)
        print(
          dim(
            'No model yet: configure a provider, or run `patchbay models --refresh`. Those of the demo: --demo.',
          ),
        )
    },
  )
