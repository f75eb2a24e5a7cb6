import { Pool } from 'undici'
import { quantile } from './finding.ts'
import type { Worker } from './worker.ts'

/** What one burst of requests cost. Times in milliseconds. */
export interface Cost {
  /** CPU time of the worker per request. */
  readonly cpu: number
  readonly p50: number
  readonly p99: number
}

export interface Job {
  readonly path: string
  readonly body: string
  readonly count: number
}

/** Two callers, each with one request after the other over a kept connection, who read every reply to its end. */
export async function load(worker: Worker, { path, body, count }: Job): Promise<Cost> {
  const pool = new Pool(worker.url, { connections: 4 })
  const latencies: number[] = []
  const lane = async (requests: number) => {
    for (let sent = 0; sent < requests; sent++) {
      const began = performance.now()
      const reply = await pool.request({
        path,
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json' },
      })
      const text = await reply.body.text()
      if (reply.statusCode !== 200) throw new Error(`${path}: ${reply.statusCode} ${text.slice(0, 300)}`)
      latencies.push(performance.now() - began)
    }
  }
  const before = await worker.cpu()
  await Promise.all([lane(count / 2), lane(count / 2)])
  const after = await worker.cpu()
  await pool.close()
  return {
    cpu: (after - before) / 1000 / count,
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
  }
}
