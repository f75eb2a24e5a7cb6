import { openWorkspace, type Workspace } from '../app/workspace.ts'
import type { Settings } from '../core/routing/settings.ts'
import { DEMO_ID, demoProvider, startDemo } from '../demo/server.ts'
import { openHome } from '../state/home.ts'
import { printProblem } from '../state/settings-text.ts'
import { orComplain } from './or-complain.ts'
import { complain, progress, tell } from './terminal.ts'

type Use = (workspace: Workspace) => Promise<void> | void

interface Wishes {
  readonly home?: string
  readonly lists?: 'kept' | 'wanted' | 'fresh'
  readonly demo?: boolean
}

/** A home without its servers, for commands that look or edit. Broken settings end the command with 2. */
export const withWorkspace = (options: Wishes, use: Use): Promise<void> =>
  orComplain(() => openAndUse(options, use))

async function openAndUse(options: Wishes, use: Use): Promise<void> {
  const home = openHome({ home: options.home, environment: process.env })
  const demo = options.demo ? await startDemo() : undefined
  const extraProviders: Settings['providers'] = demo ? { [DEMO_ID]: demoProvider(demo.url) } : {}
  const workspace = await openWorkspace({ home, environment: process.env, log: tell, extraProviders })
  try {
    const problems = workspace.settingsFile.problems()
    if (problems.length > 0)
      return complain(problems.map(problem => printProblem(home.settingsFile, problem)).join('\n'))
    await readLists(workspace, options.lists ?? 'kept')
    await use(workspace)
  } finally {
    await workspace.close()
    await demo?.stop()
  }
}

/** `wanted` fetches the lists only where there are none yet; `fresh` always. */
async function readLists({ catalogs }: Workspace, lists: 'kept' | 'wanted' | 'fresh'): Promise<void> {
  const known = Object.values(catalogs.catalogs())
  const missing = known.some(({ fetchedAt }) => fetchedAt === undefined)
  if (lists === 'kept' || (lists === 'wanted' && !missing)) return
  const done = progress('Fetching the model lists …')
  await catalogs.refresh()
  done()
}
