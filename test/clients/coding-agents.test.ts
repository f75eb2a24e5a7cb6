import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { startRecorder } from '../support/recorder.ts'
import { runDemoApp } from '../support/run-app.ts'

const drivers = fileURLToPath(new URL('../../../shared/clients/drivers', import.meta.url))
const { CLIENTS_DIR = '' } = process.env
const agents = [
  {
    name: 'Claude Code',
    driver: 'claude-code.sh',
    folder: 'claude-code-latest',
    request: 'POST /v1/messages?beta=true 200',
  },
  { name: 'Codex', driver: 'codex.sh', folder: 'codex', request: 'POST /v1/responses 200' },
]
const missing = [
  { isThere: existsSync(drivers), why: 'the drivers of real clients do not lie beside this checkout' },
  { isThere: CLIENTS_DIR !== '', why: 'CLIENTS_DIR names no folder with installed clients' },
  ...agents.map(({ name, folder }) => ({
    isThere: existsSync(`${CLIENTS_DIR}/${folder}`),
    why: `${name} is not installed in CLIENTS_DIR`,
  })),
].find(({ isThere }) => !isThere)?.why

const models = ['demo-chat', 'demo-responses', 'demo-messages']
const runs = agents.flatMap(agent => models.map(model => [agent.name, model, agent] as const))
const app = missing ? undefined : await runDemoApp()
const recorder = await startRecorder(app?.proxyUrl ?? 'http://127.0.0.1')

describe.skipIf(missing)(`coding agents${missing ? ` (skipped: ${missing})` : ''}`, () => {
  afterAll(recorder.stop)
  beforeEach(() => void recorder.seen.splice(0))

  const run = (driver: string, model: string, prompt: string) => {
    const { promise, resolve } = Promise.withResolvers<{ code: unknown; out: string; errors: string }>()
    const environment = { ...process.env, STRICT: '1', API_KEY: app?.localKey, CLIENTS_DIR }
    execFile(
      'bash',
      [`${drivers}/${driver}`, recorder.url, model, prompt],
      { env: environment },
      (error, out, errors) => resolve({ code: error?.code ?? 0, out, errors }),
    )
    return promise
  }

  it.each(runs)(
    '%s answers a question through %s, in one request',
    async (_, model, { driver, request }) => {
      const { code, out, errors } = await run(driver, model, 'Tell me what a patch bay is.')
      expect({ code, errors: code === 0 ? '' : errors }).toEqual({ code: 0, errors: '' })
      expect(out).toContain('patch bay')
      expect(recorder.seen).toEqual([request])
    },
    90_000,
  )

  it.each(runs)(
    '%s reads a file through %s, in two requests',
    async (_, model, { driver, request }) => {
      const { code, out, errors } = await run(
        driver,
        model,
        'Read the file hello.txt in this folder and tell me what it says.',
      )
      expect({ code, errors: code === 0 ? '' : errors }).toEqual({ code: 0, errors: '' })
      expect(out).toContain('hello from the sample file')
      expect(recorder.seen).toEqual([request, request])
    },
    90_000,
  )
})
