import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { openPage } from '../control/open-page.ts'
import { ask, EVERY_DIALECT, EVERY_MANNER } from '../support/client.ts'
import { at, runApp, upstream } from '../support/run-app.ts'
import { json } from '../support/scripted.ts'
import { hashOf, idOf, lab } from './replay-lab.ts'

describe('the curl of the page', () => {
  const shell = promisify(execFile)

  test.each(EVERY_MANNER)(
    'gets the same answer from Patchbay: $dialect, stream $stream',
    async ({ dialect, stream }) => {
      const { page, url, localKey } = await lab()
      const messages = [{ role: 'user', content: `It's "quoted" $HOME \`date\` \\ ! ünï\ncode 😀` }]
      const fields = dialect === 'responses' ? { input: messages, stream } : { messages, stream }
      const first = await ask({ url, localKey }, dialect, 'fast', fields)
      const curl = await page.log.curl.query({ id: idOf(first), to: 'patchbay' })
      const { stdout } = await shell('bash', ['-c', curl?.text ?? ''], {
        env: { PATH: process.env['PATH'], PATCHBAY_KEY: localKey },
      })
      expect(withoutIds(stdout)).toContain(withoutIds(first.text))
      expect(curl?.text).not.toContain(localKey)
    },
  )

  test.each(EVERY_DIALECT)('gets the same answer straight from the provider: %s', async dialect => {
    const seen: (string | undefined)[] = []
    const provider = await upstream({
      models: ['m'],
      script: request => {
        seen.push(request.headers.authorization ?? `${request.headers['x-api-key']}`)
        return json({ got: hashOf(request.raw) })
      },
    })
    const { app, url, localKey } = await runApp(
      { providers: { lab: at(provider, [dialect], { key: 'env:LAB_KEY' }) } },
      { environment: { LAB_KEY: 'key-of-the-lab' } },
    )
    const page = openPage(app)
    const first = await ask({ url, localKey }, dialect, 'lab/m')
    const curl = await page.log.curl.query({ id: idOf(first), to: 'provider' })
    expect(curl?.text).not.toContain('key-of-the-lab')
    const { stdout } = await shell('bash', ['-c', curl?.text ?? ''], {
      env: { PATH: process.env['PATH'], LAB_KEY: 'key-of-the-lab' },
    })
    const [one, other] = provider.generations
    expect(other?.raw.toString()).toBe(one?.raw.toString())
    expect(stdout).toContain(hashOf(one?.raw ?? Buffer.of()))
    expect(seen[1]).toBe(seen[0])
  })
})

/** Ids and times differ from reply to reply. */
const withoutIds = (text: string): string =>
  text.replace(/"(?:id|item_id|response_id|created|created_at|completed_at)":\s*(?:"[^"]*"|\d+)/g, '').trim()
