import { loadavg } from 'node:os'
import { type Finding, median, printFinding, printVerdict, quantile } from './finding.ts'
import { type Cost, load } from './load.ts'
import { measureRecording } from './recording.ts'
import { measureResolve } from './resolve.ts'
import { ROWS, type Row } from './rows.ts'
import { measureStart } from './start.ts'
import { measureTranslation } from './translate.ts'
import { startWorker } from './worker.ts'

/** Rounds of each row; floor and gateway take turns, so that a machine that drifts does not favour one. */
const ROUNDS = 11
/** Rounds that are thrown away: the compiler of the engine works in them. */
const WARM_UP = 4

interface Round {
  readonly floor: Cost
  readonly gateway: Cost
}

const upstream = await startWorker('./upstream.ts')
const floor = await startWorker('./floor.ts', upstream.url)
const gateway = await startWorker('./gateway.ts', upstream.url)
const findings: Finding[] = []

// `npm run bench -- stream` measures only the rows with that word.
const only = process.argv[2]
const rows = ROWS.filter(({ name }) => only === undefined || name.includes(only))

say('CPU time of a request in ms, beside a bare Node http pipe (floor); waiting time in ms')
print(['', 'floor', 'patchbay', 'ratio', 'quartiles', 'goal', 'floor p50', 'p50', 'floor p99', 'p99'])
for (const row of rows) {
  const rounds: Round[] = []
  for (let round = 0; round < WARM_UP; round++) await measure(row)
  for (let round = 0; round < ROUNDS; round++) rounds.push(await measure(row))
  findings.push(report(row, rounds))
}
if (only === undefined || only === 'recording') {
  say('\nCPU time of a request where bodies are recorded in memory, beside one where nothing is')
  for (const finding of await measureRecording(upstream, { rounds: ROUNDS, warmUp: WARM_UP })) {
    findings.push(finding)
    say(printFinding(finding))
  }
}
await Promise.all([upstream, floor, gateway].map(worker => worker.stop()))

if (only === undefined) {
  say('')
  for (const finding of [...measureResolve(), ...measureTranslation(), ...(await measureStart())]) {
    findings.push(finding)
    say(printFinding(finding))
  }
}
const load1 = loadavg()[0] ?? Number.NaN
say(`\nLoad of the machine at the end: ${load1.toFixed(1)}. ${printVerdict(findings)}`)

async function measure({ job, floorJob }: Row): Promise<Round> {
  return { floor: await load(floor, floorJob ?? job), gateway: await load(gateway, job) }
}

function report({ name, goal }: Row, rounds: readonly Round[]): Finding {
  const of = (who: keyof Round, what: keyof Cost) => median(rounds.map(round => round[who][what])).toFixed(2)
  const ratios = rounds.map(round => round.gateway.cpu / round.floor.cpu)
  const value = median(ratios)
  print([
    name,
    ...[of('floor', 'cpu'), of('gateway', 'cpu'), value.toFixed(2)],
    `${quantile(ratios, 0.25).toFixed(2)}-${quantile(ratios, 0.75).toFixed(2)}`,
    goal === undefined ? '' : String(goal),
    ...[of('floor', 'p50'), of('gateway', 'p50'), of('floor', 'p99'), of('gateway', 'p99')],
  ])
  return { name, value, unit: 'times the floor', goal }
}

function print(cells: readonly string[]): void {
  say(cells.map((cell, index) => (index === 0 ? cell.padEnd(42) : cell.padStart(12))).join(''))
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
