import { existsSync } from 'node:fs'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { startRecorder } from '../support/recorder.ts'
import { runDemoApp } from '../support/run-app.ts'
import type { Turn } from './clients.ts'
import { DRIVERS, PROMPTS, runClient } from './run-client.ts'

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
  { isThere: existsSync(DRIVERS), why: 'the drivers of real clients do not lie beside this checkout' },
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

  const run = (driver: string, model: string, turn: Turn) =>
    runClient({
      driver,
      url: recorder.url,
      model,
      turn,
      key: app?.localKey ?? '',
      clients: CLIENTS_DIR,
      environment: { STRICT: '1' },
    })

  it.each(runs)(
    '%s answers a question through %s, in one request',
    async (_, model, { driver, request }) => {
      const { code, out, errors } = await run(driver, model, 'text')
      expect({ code, errors: code === 0 ? '' : errors }).toEqual({ code: 0, errors: '' })
      for (const word of PROMPTS.text.words) expect(out).toContain(word)
      expect(recorder.seen).toEqual([request])
    },
    90_000,
  )

  it.each(runs)(
    '%s reads a file through %s, in two requests',
    async (_, model, { driver, request }) => {
      const { code, out, errors } = await run(driver, model, 'tool')
      expect({ code, errors: code === 0 ? '' : errors }).toEqual({ code: 0, errors: '' })
      for (const word of PROMPTS.tool.words) expect(out).toContain(word)
      expect(recorder.seen).toEqual([request, request])
    },
    90_000,
  )
})
