import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { median } from './load.ts'

const CLI = new URL('../../out/main/cli.js', import.meta.url).pathname

/** Starts the built command several times: how long until it answers, and what it weighs while idle. */
export async function measureStart(): Promise<string[]> {
  const runs = []
  for (let run = 0; run < 5; run++) runs.push(await start())
  const time = median(runs.map(({ milliseconds }) => milliseconds))
  const memory = median(runs.map(({ megabytes }) => megabytes))
  return [
    `start of "patchbay serve" until /health answers: ${time.toFixed(0)} ms (goal < 700)`,
    `idle memory (resident): ${memory.toFixed(0)} MB (goal < 110)`,
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
  for await (const chunk of child.stdout) {
    printed += chunk
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0]
    if (!url) continue
    await fetch(`${url}/health`)
    break
  }
  const milliseconds = performance.now() - began
  const resident = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))
  child.kill()
  await once(child, 'exit')
  return { milliseconds, megabytes: Number(resident?.[1] ?? Number.NaN) / 1024 }
}
