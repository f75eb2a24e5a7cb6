import { initTRPC } from '@trpc/server'
import * as alias from './contract/aliases.ts'
import * as connect from './contract/connect.ts'
import * as log from './contract/log.ts'
import * as model from './contract/models.ts'
import * as provider from './contract/providers.ts'
import * as setting from './contract/settings.ts'
import type { ControlState, StateChange } from './contract/state.ts'
import * as usage from './contract/usage.ts'

export type { ControlState, ProviderView, StateChange } from './contract/state.ts'

/** What the page and the tray can ask for. Each part has its file in `contract/`; `handlers.ts` fulfils it. */
export interface ControlOperations {
  state(): ControlState
  /** Ends when the signal is aborted. */
  stateChanges(signal: AbortSignal | undefined): AsyncIterable<StateChange>
  pause(): void
  resume(): void
  readonly models: model.ModelOperations
  readonly aliases: alias.AliasOperations
  readonly providers: provider.ProviderOperations
  readonly settings: setting.SettingsOperations
  readonly keys: setting.KeyOperations
  readonly log: log.LogOperations
  readonly usage: usage.UsageOperations
  readonly connect: connect.ConnectOperations
}

const trpc = initTRPC.create({
  sse: { ping: { enabled: true, intervalMs: 15_000 }, client: { reconnectAfterInactivityMs: 40_000 } },
  // A stack or an internal message is nobody's business but the log's.
  errorFormatter: ({ shape, error }) => ({
    ...shape,
    message:
      error.code === 'INTERNAL_SERVER_ERROR' ? 'Something went wrong; the log says what.' : shape.message,
    data: { code: shape.data.code, httpStatus: shape.data.httpStatus },
  }),
})
const { procedure, router } = trpc

/** The operations under their names on the wire, with checked inputs. Queries read, mutations change or cost something. */
export const createRouter = (does: ControlOperations) =>
  router({
    state: procedure.query(() => does.state()),
    stateChanges: procedure.subscription(({ signal }) => does.stateChanges(signal)),
    pause: procedure.mutation(() => does.pause()),
    resume: procedure.mutation(() => does.resume()),
    models: modelRouter(does.models),
    aliases: aliasRouter(does.aliases),
    providers: providerRouter(does.providers),
    settings: settingsRouter(does.settings),
    keys: keyRouter(does.keys),
    log: logRouter(does.log),
    usage: usageRouter(does.usage),
    connect: connectRouter(does.connect),
  })

/** All that the page's client derives from. */
export type ControlRouter = ReturnType<typeof createRouter>

const modelRouter = (does: model.ModelOperations) =>
  router({
    list: procedure.query(() => does.list()),
    setMode: procedure.input(model.setModeInput).mutation(({ input }) => does.setMode(input)),
    setEnabled: procedure.input(model.setEnabledInput).mutation(({ input }) => does.setEnabled(input)),
    refresh: procedure.input(model.refreshInput).mutation(({ input }) => does.refresh(input)),
  })

const aliasRouter = (does: alias.AliasOperations) =>
  router({
    list: procedure.query(() => does.list()),
    check: procedure.input(alias.aliasInput).query(({ input }) => does.check(input)),
    save: procedure.input(alias.aliasInput).mutation(({ input }) => does.save(input)),
    remove: procedure.input(alias.aliasNameInput).mutation(({ input }) => does.remove(input)),
    test: procedure.input(alias.testInput).query(({ input }) => does.test(input)),
    recentNames: procedure.query(() => does.recentNames()),
    switchTarget: procedure.input(alias.switchTargetInput).mutation(({ input }) => does.switchTarget(input)),
  })

const providerRouter = (does: provider.ProviderOperations) =>
  router({
    list: procedure.query(() => does.list()),
    presets: procedure.query(() => does.presets()),
    environmentKeys: procedure.query(() => does.environmentKeys()),
    keychain: procedure.query(() => does.keychain()),
    save: procedure.input(provider.saveProviderInput).mutation(({ input }) => does.save(input)),
    remove: procedure.input(provider.removeProviderInput).mutation(({ input }) => does.remove(input)),
    reorder: procedure.input(provider.reorderInput).mutation(({ input }) => does.reorder(input)),
    storeKey: procedure.input(provider.storeKeyInput).mutation(({ input }) => does.storeKey(input)),
    forgetKey: procedure.input(provider.providerInput).mutation(({ input }) => does.forgetKey(input)),
    check: procedure.input(provider.providerInput).mutation(({ input, signal }) => does.check(input, signal)),
  })

const settingsRouter = (does: setting.SettingsOperations) =>
  router({
    values: procedure.query(() => does.values()),
    text: procedure.query(() => does.text()),
    save: procedure.input(setting.saveSettingInput).mutation(({ input }) => does.save(input)),
  })

const keyRouter = (does: setting.KeyOperations) =>
  router({
    list: procedure.query(() => does.list()),
    create: procedure.input(setting.createKeyInput).mutation(({ input }) => does.create(input)),
    revoke: procedure.input(setting.keyNameInput).mutation(({ input }) => does.revoke(input)),
    primary: procedure.query(() => does.primary()),
  })

const logRouter = (does: log.LogOperations) =>
  router({
    list: procedure.input(log.listInput).query(({ input }) => does.list(input)),
    count: procedure.input(log.filterInput).query(({ input }) => does.count(input)),
    changes: procedure
      .input(log.filterInput)
      .subscription(({ input, signal }) => does.changes(input, signal)),
    get: procedure.input(log.exchangeInput).query(({ input }) => does.get(input)),
    message: procedure.input(log.sideInput).query(({ input }) => does.message(input)),
    events: procedure.input(log.exchangeInput).query(({ input }) => does.events(input)),
    chat: procedure.input(log.exchangeInput).query(({ input }) => does.chat(input)),
    cancel: procedure.input(log.exchangeInput).mutation(({ input }) => does.cancel(input)),
    replay: procedure.input(log.replayInput).mutation(({ input }) => does.replay(input)),
    curl: procedure.input(log.curlInput).query(({ input }) => does.curl(input)),
    export: procedure.input(log.exportInput).query(({ input }) => does.export(input)),
    keep: procedure.input(log.keepInput).mutation(({ input }) => does.keep(input)),
    remove: procedure.input(log.removeInput).mutation(({ input }) => does.remove(input)),
    purge: procedure.input(log.purgeInput).mutation(({ input }) => does.purge(input)),
    facts: procedure.query(() => does.facts()),
  })

const usageRouter = (does: usage.UsageOperations) =>
  router({
    summary: procedure.input(usage.usageInput).query(({ input }) => does.summary(input)),
    csv: procedure.input(usage.usageInput).query(({ input }) => does.csv(input)),
  })

const connectRouter = (does: connect.ConnectOperations) =>
  router({
    info: procedure.input(connect.connectInput).query(({ input }) => does.info(input)),
    testPrompt: procedure
      .input(connect.testPromptInput)
      .mutation(({ input, signal }) => does.testPrompt(input, signal)),
  })

/** What the page can do in the desktop app only (`window.desktop`, given by the preload script); absent in a browser. */
export interface Desktop {
  appVersion(): Promise<string>
  /** Whether the app starts, hidden, when the user logs in. */
  startAtLogin(): Promise<boolean>
  /** Gives what stands in the way, for people. */
  setStartAtLogin(
    on: boolean,
  ): Promise<{ readonly ok: true } | { readonly ok: false; readonly message: string }>
  /** Shows settings.jsonc, or the folder of lists and logs, in the system's file browser. */
  showInFolder(place: 'settings' | 'data'): Promise<void>
}
