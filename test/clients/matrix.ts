import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import envPaths from 'env-paths'
import { startApp } from '../../src-main/app.ts'
import { startRecorder } from '../support/recorder.ts'
import { CLIENTS, type Client, TURNS, type Turn } from './clients.ts'
import { DRIVERS, PROMPTS, runClient } from './run-client.ts'

/**
 * Runs every client against every kind of upstream and prints what came of it. Ends with 1 where a client failed, said
 * something else than the model did, or sent more requests than it needs. Arguments: parts of the names of clients.
 */
const MODELS = ['demo-chat', 'demo-responses', 'demo-messages']
const print = (line: string) => void process.stdout.write(`${line}\n`)
const wanted = process.argv.slice(2)
const clients = CLIENTS.filter(
  ({ name }) => wanted.length === 0 || wanted.some(part => name.toLowerCase().includes(part.toLowerCase())),
)

if (!existsSync(join(DRIVERS, 'install.sh'))) {
  print('skipped: the drivers of real clients do not lie beside this checkout')
  process.exit(0)
}
const cache = process.env['CLIENTS_DIR'] ?? join(envPaths('patchbay-clients', { suffix: '' }).cache)
const absent = [...new Set(clients.map(client => client.package))].filter(
  name => !existsSync(join(cache, name, 'node_modules')),
)
if (absent.length > 0 || !existsSync(join(cache, 'node24'))) {
  print(`installing ${absent.join(', ')} into ${cache}`)
  execFileSync('bash', [join(DRIVERS, 'install.sh'), cache, ...absent], { stdio: 'inherit' })
}

const home = await mkdtemp(join(tmpdir(), 'patchbay-matrix-'))
// Every client is to reach every upstream, also where a person would be asked first.
await writeFile(join(home, 'settings.jsonc'), '{ "dispatch": { "mismatch": "translate" } }')
const app = await startApp({
  home,
  port: 0,
  controlPort: 0,
  demo: true,
  demoPace: 0,
  environment: { ...process.env },
  log: () => {},
})
if (!app.ok) throw new Error(app.message)
const recorder = await startRecorder(app.proxyUrl)
const key = app.localKey

/** What is wrong with a run; empty where nothing is. */
async function tryOut(client: Client, model: string, turn: Turn): Promise<string> {
  const cases = client.cases?.[turn]
  recorder.seen.splice(0)
  const { code, out, errors } = await runClient({
    driver: client.driver,
    url: recorder.url,
    model,
    turn,
    key,
    clients: cache,
    environment: {
      PKG: client.package,
      ...client.environment,
      CASE: cases?.map(([name]) => name).join(',') ?? '',
    },
  })
  if (code !== 0) return `exit ${code}: ${lastLines(cases ? out : errors)}`
  const answers = cases ? cases.map(([name]) => answerOf(name, out)) : [out]
  for (const word of PROMPTS[turn].words) {
    const without = answers.find(answer => !answer.includes(word))
    if (without !== undefined) return `"${word}" is missing in: ${lastLines(without)}`
  }
  const odd = recorder.seen.find(line => !client.path.test(line))
  if (odd) return `unexpected request: ${odd}`
  const requests = cases?.reduce((sum, [, count]) => sum + count, 0) ?? (turn === 'text' ? 1 : 2)
  return recorder.seen.length === requests
    ? ''
    : `${recorder.seen.length} requests in the place of ${requests}`
}

/** What an SDK's driver printed for a case: all lines up to that of the next one. */
const answerOf = (name: string, out: string): string =>
  out.split(/^(?=[a-z0-9-]+: )/m).find(part => part.startsWith(`${name}: `)) ?? ''

const lastLines = (text: string): string => text.trim().split('\n').slice(-3).join(' | ').slice(-400)

/** Between two upstreams. */
const GAP = 4
const failures: string[] = []
let runs = 0
const wide = Math.max(...clients.map(({ name }) => name.length))
const head = MODELS.map(model => model.replace('demo-', '').padEnd(TURNS.join('  ').length + GAP)).join('')
print(`\n${' '.repeat(wide)}  ${head}`)
print(`${' '.repeat(wide)}  ${MODELS.map(() => TURNS.join('  ') + ' '.repeat(GAP)).join('')}`)
for (const client of clients) {
  const cells: string[] = []
  for (const model of MODELS) {
    for (const turn of TURNS) {
      const width = turn.length + (turn === 'parallel' ? GAP : 2)
      const why = client.cannot?.[turn]
      if (why) {
        cells.push('–'.padEnd(width))
        continue
      }
      const problem = await tryOut(client, model, turn)
      runs++
      if (problem) failures.push(`${client.name} · ${model} · ${turn}: ${problem}`)
      cells.push((problem ? '✗' : '✓').padEnd(width))
    }
  }
  print(`${client.name.padEnd(wide)}  ${cells.join('')}`)
}
print(`\n${runs} runs, ${failures.length} failed\n${failures.join('\n')}`)
recorder.stop()
await app.stop()
await rm(home, { recursive: true, force: true })
process.exit(failures.length > 0 ? 1 : 0)
