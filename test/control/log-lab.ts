import { at, runApp, upstream } from '../support/run-app.ts'
import { openPage } from './open-page.ts'

/** An app with one provider and an alias, and its page. */
export async function lab() {
  const provider = await upstream({ models: ['m', 'gpt-5-codex'] })
  const running = await runApp({
    providers: { lab: at(provider) },
    dispatch: { mismatch: 'translate' },
    aliases: { fast: 'lab/m' },
  })
  const page = openPage(running.app)
  return { ...running, provider, page }
}
