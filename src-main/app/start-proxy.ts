import { randomUUID } from 'node:crypto'
import { isLoopback } from '../core/routing/check-settings.ts'
import { createReplayTickets, type ReplayTickets } from '../proxy/replay-tickets.ts'
import { createProxy } from '../proxy/server.ts'
import type { ActivityKeeper } from './activity.ts'
import { hostInUrl, listen } from './listen.ts'
import type { ExchangeLog } from './log/exchange-log.ts'
import { type AppOptions, CannotStart, type Opened } from './options.ts'
import type { Workspace } from './workspace.ts'

/** Where the proxy listens, and how the app itself comes in. */
export interface RunningProxy {
  /** Without `/v1`. */
  readonly url: string
  readonly port: number
  readonly replays: ReplayTickets
}

/** Serves the proxy from a workspace; settings are asked anew for each request. */
export async function startProxy(given: {
  readonly workspace: Workspace
  readonly options: AppOptions
  readonly opened: Opened
  readonly activity: Pick<ActivityKeeper, 'begin'>
  readonly exchanges: ExchangeLog
  readonly version: string
  readonly paused: () => boolean
  readonly pageUrl: () => string
  readonly onError: (error: unknown) => void
}): Promise<RunningProxy> {
  const { workspace, options, opened, activity, exchanges, version, paused, pageUrl, onError } = given
  checkKeyless(options, workspace.settings().listen.host)
  const settings = () => {
    const now = workspace.settings()
    return options.requireKey === undefined ? now : { ...now, requireKey: options.requireKey }
  }
  const replays = createReplayTickets()
  const proxy = createProxy({
    replays,
    settings,
    directory: workspace.directory,
    catalogs: workspace.catalogs.catalogs,
    send: request => workspace.sender.send({ idleTimeout: options.providerIdleTimeout, ...request }),
    credential: workspace.secrets.read,
    onCallerKey: exchanges.secrets.add,
    refreshOnMiss: workspace.catalogs.refreshOnMiss,
    learn: workspace.findings.learn,
    responses: workspace.responses,
    checkKey: workspace.localKeys.check,
    health: () => ({ name: 'patchbay', version, ...settingsProblem(workspace) }),
    pageUrl,
    paused,
    log: exchanges,
    bodies: () => workspace.settings().log.bodies,
    onError,
    clock: { now: Date.now },
    // Node draws the randomness of many at once.
    newId: prefix => prefix + randomUUID().replaceAll('-', ''),
    begin: activity.begin,
    aliveEvery: options.keepAliveEvery,
  })
  const { host } = settings().listen
  const port = await listen(proxy.server, {
    host,
    port: options.port ?? settings().listen.port,
    name: 'proxy',
    option: '--port or "listen.port" in the settings',
    startOption: 'port',
  })
  opened.push(proxy.stop)
  return { url: `http://${hostInUrl(host)}:${port}`, port, replays }
}

/** The settings' own check cannot see what the command line takes away. */
function checkKeyless({ requireKey }: AppOptions, host: string): void {
  if (requireKey !== false || isLoopback(host)) return
  const message = `Without a key, other machines could use your providers through ${host}. Start without --no-key, or take "listen.host" out of the settings.`
  throw new CannotStart('settings', message)
}

function settingsProblem({ settingsFile }: Workspace) {
  const problems = settingsFile
    .problems()
    .map(({ path, reason, line }) => ({ path: path.join('.'), reason, line }))
  return problems.length > 0 ? { settings: problems } : {}
}
