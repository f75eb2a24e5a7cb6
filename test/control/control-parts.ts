import type { ControlState } from '../../src-main/control/contract.ts'
import type { ControlParts } from '../../src-main/control/parts.ts'
import { settingsSchema } from '../../src-main/core/routing/settings.ts'

/** A state as the app would give it. */
export const aState = (changes: Partial<ControlState> = {}): ControlState => ({
  version: '0.1.0',
  home: '/home/dev/.config/patchbay',
  proxy: { url: 'http://127.0.0.1:4224', port: 4224, paused: false },
  settings: { path: '/home/dev/.config/patchbay/settings.jsonc', values: settingsSchema.parse({}) },
  providers: [],
  warnings: [],
  ...changes,
})

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
