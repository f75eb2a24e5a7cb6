import { at, runApp, upstream } from '../support/run-app.ts'
import { gate } from '../support/scripted.ts'
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

/** From now on its provider answers nothing until what is given back is called. */
export function holdAnswers(provider: Awaited<ReturnType<typeof upstream>>): () => void {
  const { opened, open } = gate()
  provider.script = async () => {
    await opened
    return undefined
  }
  return open
}
