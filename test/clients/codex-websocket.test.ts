import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { runDemoApp } from '../support/run-app.ts'

const drivers = fileURLToPath(new URL('../../../shared/clients/drivers', import.meta.url))
const { CLIENTS_DIR = '' } = process.env
const isThere = existsSync(drivers) && CLIENTS_DIR !== '' && existsSync(`${CLIENTS_DIR}/codex`)
const reason = isThere
  ? ''
  : ' (skipped: it needs CLIENTS_DIR with Codex, and the drivers beside this checkout)'

/** Its own provider is asked for websockets; the built-in one always is. */
const drivings = [
  { driver: 'codex.sh', environment: { WS: '1' } },
  { driver: 'codex-openai.sh', environment: {} },
]
const models = ['demo-chat', 'demo-responses', 'demo-messages']
const runs = drivings.flatMap(each => models.map(model => [each.driver, model, each.environment] as const))

test.skipIf(!isThere).each(runs)(
  `Codex by %s runs a tool with %s on a websocket, and never posts${reason}`,
  async (driver, model, environment) => {
    const app = await runDemoApp()
    const prompt = 'Read the file hello.txt in this folder and tell me what it says.'
    const { stdout } = await promisify(execFile)(
      'bash',
      [`${drivers}/${driver}`, app.proxyUrl, model, prompt],
      {
        env: { ...process.env, ...environment, API_KEY: app.localKey, CLIENTS_DIR },
      },
    )
    expect(stdout).toContain('hello from the sample file')
    const rows = app.activity().recent.filter(({ path }) => path === '/v1/responses')
    expect(new Set(rows.map(({ method, outcome }) => `${method} ${outcome}`))).toEqual(
      new Set(['WS completed']),
    )
    expect(rows.length).toBeGreaterThanOrEqual(2)
  },
  90_000,
)
