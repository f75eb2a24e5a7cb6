import type { Change } from '../../src-main/control/contract/changes.ts'
import type { ControlState } from '../../src-main/control/contract/state.ts'
import type { ControlParts } from '../../src-main/control/parts.ts'
import { settingsSchema } from '../../src-main/core/routing/settings.ts'

/** A state as the app would give it. */
export const aState = (changes: Partial<ControlState> = {}): ControlState => ({
  version: '0.1.0',
  home: '/home/dev/.config/patchbay',
  proxy: { url: 'http://127.0.0.1:4224', port: 4224, paused: false },
  settings: {
    path: '/home/dev/.config/patchbay/settings.jsonc',
    version: 0,
    values: settingsSchema.parse({}),
  },
  providers: [],
  catalog: { version: 0, models: 0, enabled: 0, fresh: 0 },
  warnings: [],
  ...changes,
})

const nothing = async (): Promise<Change> => ({ ok: true })

/** An app with a state and no content: for what the server itself does. */
const emptyPages: Pick<
  ControlParts,
  'models' | 'aliases' | 'providers' | 'settings' | 'keys' | 'log' | 'usage' | 'connect'
> = {
  models: {
    list: () => ({ version: 0, rows: [], changes: [], bundledPrices: '' }),
    setMode: nothing,
    setEnabled: nothing,
    refresh: async () => [],
  },
  aliases: {
    list: () => [],
    check: () => ({ ok: true, problems: [], warnings: [], targets: [] }),
    save: nothing,
    remove: nothing,
    recentNames: () => [],
    switchTarget: nothing,
  },
  providers: {
    presets: () => [],
    environmentKeys: () => [],
    keychain: async () => ({ name: 'a keychain', available: true }),
    save: nothing,
    remove: nothing,
    reorder: nothing,
    storeKey: nothing,
    forgetKey: nothing,
    check: async () => ({ ok: true, models: 0, durationMs: 0 }),
  },
  settings: { text: () => undefined, save: nothing },
  keys: {
    list: () => [],
    create: async () => ({ ok: true, token: 'pb-local-of-a-test-of-the-server' }),
    revoke: nothing,
    primary: () => ({ token: 'pb-local-of-a-test-of-the-server' }),
  },
  log: {
    onChange: () => () => {},
    look: async () => ({ rows: [], removed: [] }),
    list: async () => ({ rows: [], more: false, words: [] }),
    count: async () => ({ count: 0, more: false }),
    get: async () => null,
    message: async () => null,
    events: async () => [],
    chat: async () => null,
    cancel: () => false,
    replay: async () => ({ ok: false, message: 'There is no such request.' }),
    curl: async () => null,
    export: async () => ({ name: 'log.json', mediaType: 'application/json', text: '[]' }),
    keep: async () => false,
    remove: async () => 0,
    purge: async () => 0,
    facts: async () => ({ exchanges: 0, bytes: 0 }),
  },
  usage: { summary: async () => [], csv: async () => '' },
  connect: {
    info: () => ({ baseUrl: '', openaiBaseUrl: '', keyRequired: true, model: '', clients: [] }),
    testPrompt: async () => ({ ok: false, endpoint: 'chat', message: '', text: '', durationMs: 0 }),
  },
}

/** Parts around one state that tests may change. */
export function someParts(initial: ControlState = aState()): ControlParts & {
  set(changes: Partial<ControlState>): void
  readonly errors: readonly unknown[]
  readonly listening: () => number
} {
  let state = initial
  const listeners = new Set<() => void>()
  const errors: unknown[] = []
  const set = (changes: Partial<ControlState>) => {
    state = { ...state, ...changes }
    for (const listener of listeners) listener()
  }
  return {
    ...emptyPages,
    set,
    errors,
    listening: () => listeners.size,
    state: () => state,
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    pause: () => set({ proxy: { ...state.proxy, paused: true } }),
    resume: () => set({ proxy: { ...state.proxy, paused: false } }),
    resolve: name => ({
      resolution: {
        ok: false,
        requested: name,
        steps: [{ rule: 'unknown', outcome: 'miss', detail: 'Nobody has it.' }],
        refreshable: false,
        failure: {
          status: 404,
          code: 'model_not_found',
          message: `No model "${name}".`,
          candidates: ['lab/near'],
          origin: 'patchbay',
        },
      },
    }),
    onError: error => void errors.push(error),
  }
}
