import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Finding, median } from './finding.ts'

const CLI = new URL('../../out/main/cli.js', import.meta.url).pathname

/** Starts the built command several times: how long until it answers, and what it weighs while idle. */
export async function measureStart(): Promise<Finding[]> {
  const runs = []
  for (let run = 0; run < 5; run++) runs.push(await start())
  return [
    {
      name: 'start of `patchbay serve` until /health answers',
      value: median(runs.map(({ milliseconds }) => milliseconds)),
      unit: 'ms',
      goal: 700,
    },
    {
      name: 'memory while idle, resident',
      value: median(runs.map(({ megabytes }) => megabytes)),
      unit: 'MB',
      goal: 110,
    },
  ]
}

async function start(): Promise<{ milliseconds: number; megabytes: number }> {
  const home = mkdtempSync(join(tmpdir(), 'patchbay-bench-'))
  const began = performance.now()
  const child = spawn(
    process.execPath,
    [CLI, 'serve', '--home', home, '--port', '0', '--control-port', '0'],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  let printed = ''
  let hasAnswered = false
  for await (const chunk of child.stdout) {
    printed += chunk
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0]
    if (!url) continue
    await fetch(`${url}/health`)
    hasAnswered = true
    break
  }
  if (!hasAnswered)
    throw new Error('`patchbay serve` ended before it listened. Build it first: npm run build.')
  const milliseconds = performance.now() - began
  const resident = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))
  child.kill()
  await once(child, 'exit')
  rmSync(home, { recursive: true, force: true })
  return { milliseconds, megabytes: Number(resident?.[1] ?? Number.NaN) / 1024 }
}
