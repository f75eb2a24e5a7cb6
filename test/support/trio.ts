import { beforeEach } from 'vitest'
import type { Dialect } from '../../src-main/core/conversation.ts'
import type { Upstream } from './fake-upstream.ts'
import { at, type RunningApp, runApp, type TestSettings, upstream } from './run-app.ts'

/** The model that speaks one dialect only, by dialect. */
export const ONLY: Readonly<Record<Dialect, string>> = { chat: 'cm', responses: 'rm', messages: 'am' }

const ENDPOINT_PATHS: Readonly<Record<Dialect, string>> = {
  chat: '/chat/completions',
  responses: '/responses',
  messages: '/v1/messages',
}

/** A row of a live list that names the endpoints of a model. */
export const listed = (id: string, ...endpoints: Dialect[]) => ({
  id,
  object: 'model',
  supported_endpoints: endpoints.map(endpoint => ENDPOINT_PATHS[endpoint]),
})

/** Client dialect and upstream dialect, all nine of them. */
export const PAIRS = (['chat', 'responses', 'messages'] as const).flatMap(client =>
  (['chat', 'responses', 'messages'] as const).map(provider => ({ client, provider })),
)

export interface Trio extends RunningApp {
  readonly up: Upstream
}

/** An app that translates everything, with one provider whose list has a model for each dialect alone. */
export async function startTrio(
  settings: TestSettings = {},
  options: Parameters<typeof runApp>[1] = {},
): Promise<Trio> {
  const up = await upstream({
    models: [listed('cm', 'chat'), listed('rm', 'responses'), listed('am', 'messages')],
  })
  const running = await runApp(
    { providers: { copilot: at(up) }, dispatch: { mismatch: 'translate' }, ...settings },
    options,
  )
  return { ...running, up }
}

/** A trio for a whole file, which forgets and is without a script before each test. */
export async function fileTrio(...given: Parameters<typeof startTrio>): Promise<Trio> {
  const trio = await startTrio(...given)
  beforeEach(() => {
    trio.up.forget()
    trio.up.script = undefined
  })
  return trio
}
