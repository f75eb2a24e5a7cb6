import { createHash } from 'node:crypto'
import { openPage } from '../control/open-page.ts'
import { at, runApp, type TestSettings, upstream } from '../support/run-app.ts'

/** An app with one provider and an alias, and its page. */
export async function lab(settings: TestSettings = {}) {
  const provider = await upstream({ models: ['m', 'n'] })
  const running = await runApp({
    providers: { lab: at(provider) },
    aliases: { fast: 'lab/m' },
    ...settings,
  })
  return { ...running, provider, page: openPage(running.app) }
}

export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** The id in the log of what was answered. */
export const idOf = ({ headers }: { headers: NodeJS.Dict<string | string[]> }): string =>
  `${headers['x-request-id']}`
