import { DIALECTS } from '../../src-main/core/conversation.ts'
import { type Cost, type Job, load, median } from './load.ts'
import { measureResolve } from './resolve.ts'
import { measureStart } from './start.ts'
import { body, paths } from './traffic.ts'
import { startWorker, type Worker } from './worker.ts'

/** Rounds of each job; floor and gateway take turns, so that a machine that drifts does not favour one. */
const ROUNDS = 5

interface Row {
  readonly name: string
  readonly job: Job
  /** What the floor does; the gateway's job where absent. */
  readonly floorJob?: Job
  /** The ratio to reach. */
  readonly goal?: number
}

const stream = (model: string, dialect: (typeof DIALECTS)[number]): Job => ({
  path: paths[dialect],
  body: body(dialect, { model, stream: true }),
  count: 100,
})
const whole = (model: string, size: number, count: number): Job => ({
  path: paths.chat,
  body: body('chat', { model, size }),
  count,
})

const rows: Row[] = [
  { name: 'pass, 1 KB', job: whole('chat/model', 1_000, 1000), goal: 1.6 },
  { name: 'pass, 200 KB', job: whole('chat/model', 200_000, 300), goal: 1.2 },
  { name: 'pass, 1 MB', job: whole('chat/model', 1_000_000, 100) },
  { name: 'stream of 200, passed', job: stream('chat/model', 'chat'), goal: 1.2 },
  { name: 'stream of 200, renamed', job: stream('renamed', 'chat') },
  ...DIALECTS.flatMap(from =>
    DIALECTS.filter(to => to !== from).map(to => ({
      name: `stream of 200, ${from}>${to}`,
      job: stream(`via-${to}`, from),
      floorJob: stream('model', to),
      goal: 3,
    })),
  ),
]

const upstream = await startWorker('./upstream.ts')
const floor = await startWorker('./floor.ts', upstream.url)
const gateway = await startWorker('./gateway.ts', upstream.url)

print(['', 'floor cpu', 'cpu', 'ratio', 'goal', 'floor p50', 'p50', 'floor p99', 'p99'])
for (const row of rows) {
  const pairs: { floor: Cost; gateway: Cost }[] = []
  await both(row)
  for (let round = 0; round < ROUNDS; round++) pairs.push(await both(row))
  const of = (who: 'floor' | 'gateway', what: keyof Cost) =>
    median(pairs.map(pair => pair[who][what])).toFixed(3)
  const ratio = median(pairs.map(pair => pair.gateway.cpu / pair.floor.cpu)).toFixed(2)
  const goal = row.goal ? `<= ${row.goal}` : ''
  print([
    row.name,
    of('floor', 'cpu'),
    of('gateway', 'cpu'),
    ratio,
    goal,
    of('floor', 'p50'),
    of('gateway', 'p50'),
    of('floor', 'p99'),
    of('gateway', 'p99'),
  ])
}
await Promise.all([upstream, floor, gateway].map(worker => worker.stop()))

say('')
for (const line of [...measureResolve(), ...(await measureStart())]) say(line)

async function both({ job, floorJob }: Row): Promise<{ floor: Cost; gateway: Cost }> {
  return { floor: await load(floor as Worker, floorJob ?? job), gateway: await load(gateway as Worker, job) }
}

function print(cells: readonly string[]): void {
  say(cells.map((cell, index) => (index === 0 ? cell.padEnd(36) : cell.padStart(10))).join(''))
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
