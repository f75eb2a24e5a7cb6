import { DIALECTS, type Dialect } from '../../src-main/core/conversation.ts'
import type { Job } from './load.ts'
import { type Filling, paths, requestBody } from './traffic.ts'

/** One line of the table: what the gateway is asked, and what the bare pipe is asked beside it. */
export interface Row {
  readonly name: string
  readonly job: Job
  /** What the floor is asked; the gateway's job where absent. */
  readonly floorJob?: Job
  /** The ratio of CPU time to reach. */
  readonly goal?: number
}

const stream = (model: string, dialect: Dialect): Job => ({
  path: paths[dialect],
  body: requestBody(dialect, { model, stream: true }),
  count: 100,
})

const whole = (options: { model: string; size: number; filling: Filling; count: number }): Job => ({
  path: paths.chat,
  body: requestBody('chat', options),
  count: options.count,
})

const SIZES = [
  { label: '200 KB', size: 200_000, count: 200, goal: 1.2 },
  { label: '1 MB', size: 1_000_000, count: 60 },
]

/** `model` goes up as it came, so nothing is renamed in its replies; `renamed` is another name for it. */
export const ROWS: readonly Row[] = [
  {
    name: '1 KB passed',
    job: whole({ model: 'model', size: 1_000, filling: 'code', count: 600 }),
    goal: 1.6,
  },
  { name: '1 KB renamed', job: whole({ model: 'renamed', size: 1_000, filling: 'code', count: 600 }) },
  ...SIZES.flatMap(({ label, goal, ...sizes }) =>
    (['prose', 'code'] as const).map(filling => ({
      name: `${label} of ${filling} passed`,
      job: whole({ model: 'model', filling, ...sizes }),
      goal,
    })),
  ),
  { name: 'stream of 200 events passed', job: stream('model', 'chat'), goal: 1.2 },
  { name: 'stream of 200 events renamed', job: stream('renamed', 'chat') },
  ...DIALECTS.flatMap(from =>
    DIALECTS.filter(to => to !== from).map(to => ({
      name: `stream of 200 events ${from}>${to}`,
      job: stream(`via-${to}`, from),
      floorJob: stream('model', to),
      goal: 2.5,
    })),
  ),
]
