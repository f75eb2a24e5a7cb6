import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DRIVERS } from './run-client.ts'

/** The Node that the drivers run clients with. */
const RUNTIME = 'node24'

/** npm writes it last: without it, an installation was broken off. */
const isInstalled = (cache: string, name: string): boolean =>
  existsSync(join(cache, name, 'node_modules', '.package-lock.json'))

/** Puts the packages that are not in the cache there, at the drivers' versions. Says in one line what is wrong, if anything. */
export function installClients(
  cache: string,
  names: readonly string[],
  log: (line: string) => void,
): string | undefined {
  const absent = [...new Set([RUNTIME, ...names])].filter(name => !isInstalled(cache, name))
  if (absent.length === 0) return undefined
  log(`installing ${absent.join(', ')} into ${cache}`)
  const installer = join(DRIVERS, 'install.sh')
  const { stderr, error } = spawnSync('bash', [installer, cache, ...absent], {
    encoding: 'utf8',
    // Three tries at a registry that is not there take minutes; `npm run --silent` would keep the reason from us.
    env: { ...process.env, npm_config_fetch_retries: '1', npm_config_loglevel: 'error' },
  })
  const failed = absent.filter(name => !isInstalled(cache, name))
  if (failed.length === 0) return undefined
  const why = error?.message ?? (reasonIn(cache, failed) || stderr.trim())
  return `${failed.join(', ')} could not be installed into ${cache}: ${why}`
}

/** What npm said in its log of a package that failed, behind its codes. */
function reasonIn(cache: string, failed: readonly string[]): string | undefined {
  const logs = failed.map(name => join(cache, name, 'install.log')).filter(path => existsSync(path))
  const lines = logs.flatMap(path => readFileSync(path, 'utf8').split('\n'))
  return lines
    .find(line => /^npm error (?!code|syscall|errno|A complete log)/.test(line))
    ?.replace('npm error ', '')
}
