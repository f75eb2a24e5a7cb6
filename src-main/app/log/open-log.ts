import { existsSync } from 'node:fs'
import type { ExchangeStore } from '../../core/log/store.ts'
import type { Home } from '../../state/home.ts'
import { openExchangeStore } from '../../state/request-log/open-exchange-store.ts'
import type { Opened } from '../options.ts'
import { followTelemetry, type Telemetry } from '../telemetry/telemetry.ts'
import type { Workspace } from '../workspace.ts'
import { createExchangeLog, type ExchangeLog } from './exchange-log.ts'
import { createFinish } from './finish.ts'
import { createKnownSecrets } from './known-secrets.ts'

/** The log, and why the user's collector does not get what is told it. */
export interface OpenLog extends ExchangeLog {
  readonly collectorProblem: Telemetry['problem']
}

/** Opens the request log of a home, and tells the user's collector of each exchange, if there is one. */
export function openLog(given: {
  readonly workspace: Workspace
  readonly home: Pick<Home, 'exchangesFile'>
  readonly opened: Opened
  readonly version: string
  readonly log: (line: string) => void
  readonly onError: (error: unknown) => void
}): OpenLog {
  const { workspace, home, opened, version, log, onError } = given
  const { settings, settingsFile } = workspace
  const secrets = createKnownSecrets(workspace)
  const store = openExchangeStore({
    file: home.exchangesFile,
    keepDays: () => settings().log.keepDays,
    maxMegabytes: () => settings().log.maxMegabytes,
    log,
    now: Date.now,
  })
  const telemetry = followTelemetry({
    settings,
    onSettingsChange: settingsFile.onChange,
    secrets: workspace.secrets,
    version,
    log,
  })
  opened.push(telemetry.stop)
  const exchanges = createExchangeLog({
    store,
    policy: () => settings().log.bodies,
    secrets,
    finish: createFinish(workspace.directory),
    isListed(modelId) {
      const directory = workspace.directory()
      const slash = modelId.indexOf('/')
      const provider = directory.provider(modelId.slice(0, slash))
      return provider !== undefined && directory.lists(provider, modelId.slice(slash + 1))
    },
    onError,
  })
  opened.push(exchanges.close)
  exchanges.onSettled(telemetry.record)
  // Without a file there is nothing to adopt, and the store's threads need not start yet.
  if (existsSync(home.exchangesFile)) adoptNames(exchanges, store).catch(onError)
  return { ...exchanges, collectorProblem: telemetry.problem }
}

/** Enough to find twenty different names in. */
const NEWEST = 500

/** What was asked for before this start goes on counting. */
async function adoptNames(log: Pick<ExchangeLog, 'adopt'>, store: ExchangeStore): Promise<void> {
  const filter = { words: [] }
  const now = Date.now()
  const [groups, newest] = await Promise.all([
    store.usage({ from: 0, to: now, by: ['alias'], filter, offset: 0 }),
    store.find({ filter, limit: NEWEST, before: { startedAt: now, id: '' } }),
  ])
  const hits = groups.map(({ keys: [alias = ''], requests }) => [alias, requests] as const)
  log.adopt({ hits: new Map(hits.filter(([alias]) => alias !== '')), newest })
}
