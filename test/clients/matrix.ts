import { existsSync } from 'node:fs'
import { join } from 'node:path'
import envPaths from 'env-paths'
import { DIALECTS } from '../../src-main/core/conversation.ts'
import { CLIENTS } from './clients.ts'
import { startGateway } from './gateway.ts'
import { installClients } from './install-clients.ts'
import { DRIVERS } from './run-client.ts'
import { canDo, tryOut } from './try-out.ts'
import { TURNS } from './turns.ts'

/**
 * Runs every client against every kind of upstream and prints what came of it. Ends with 1 where a client failed, said
 * something else than the model did, sent more requests than it needs, or lost the proof of a model's reasoning. Arguments:
 * parts of the names of clients.
 */
const print = (line: string) => void process.stdout.write(`${line}\n`)
function end(line: string, code: number): never {
  print(line)
  process.exit(code)
}

const wanted = process.argv.slice(2)
const clients = CLIENTS.filter(
  ({ name }) => wanted.length === 0 || wanted.some(part => name.toLowerCase().includes(part.toLowerCase())),
)
if (clients.length === 0)
  end(`no client is named so; there are ${CLIENTS.map(({ name }) => name).join('; ')}`, 1)
if (!existsSync(join(DRIVERS, 'install.sh')))
  end('skipped: the drivers of real clients do not lie beside this checkout', 0)
const cache = process.env['CLIENTS_DIR'] ?? envPaths('patchbay-clients', { suffix: '' }).cache
const names = clients.map(client => client.package)
const missing = installClients(cache, names, print)
if (missing !== undefined) end(missing, 1)

const gateway = await startGateway(CLIENTS.flatMap(({ alias }) => alias ?? []))
/** Between two upstreams. */
const GAP = '   '
const wide = Math.max(...clients.map(({ name }) => name.length))
const row = (name: string, cell: (dialect: (typeof DIALECTS)[number]) => string): void =>
  print(`${name.padEnd(wide)}  ${DIALECTS.map(cell).join(GAP)}`.trimEnd())

row('', dialect => dialect.padEnd(TURNS.join(' ').length))
row('', () => TURNS.join(' '))
const failures: string[] = []
let runs = 0
for (const client of clients) {
  const cells = new Map<string, string>()
  for (const dialect of DIALECTS) {
    const marks: string[] = []
    for (const turn of TURNS) {
      if (!canDo(client, turn)) {
        marks.push('–'.padEnd(turn.length))
        continue
      }
      const problem = await tryOut({ client, turn, dialect, gateway, clients: cache })
      runs++
      if (problem) failures.push(`${client.name} · ${dialect} · ${turn}: ${problem}`)
      marks.push((problem ? '✗' : '✓').padEnd(turn.length))
    }
    cells.set(dialect, marks.join(' '))
  }
  row(client.name, dialect => cells.get(dialect) ?? '')
}
await gateway.stop()
end(`\n${[`${runs} runs, ${failures.length} failed`, ...failures].join('\n')}`, failures.length > 0 ? 1 : 0)
