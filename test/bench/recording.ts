import { type Finding, median } from './finding.ts'
import { load } from './load.ts'
import { ROWS, type Row } from './rows.ts'
import { startWorker, type Worker } from './worker.ts'

/** What of the table is passed: there the recording is the largest share. */
const isPassed = ({ name }: Row): boolean =>
  name === '1 KB passed' || name === '200 KB of code passed' || name === 'stream of 200 events passed'

/** What it costs to record bodies in memory: both gateways take turns in each round. */
export async function measureRecording(
  upstream: Pick<Worker, 'url'>,
  { rounds, warmUp }: { readonly rounds: number; readonly warmUp: number },
): Promise<Finding[]> {
  const off = await startWorker('./gateway.ts', upstream.url, 'off')
  const memory = await startWorker('./gateway.ts', upstream.url, 'memory')
  const findings: Finding[] = []
  for (const { name, job } of ROWS.filter(isPassed)) {
    const ratios: number[] = []
    for (let round = -warmUp; round < rounds; round++) {
      const without = await load(off, job)
      const recorded = await load(memory, job)
      if (round >= 0) ratios.push(recorded.cpu / without.cpu)
    }
    findings.push({ name: `${name}, recorded`, value: median(ratios), unit: 'times', goal: 1.25 })
  }
  await Promise.all([off, memory].map(worker => worker.stop()))
  return findings
}
