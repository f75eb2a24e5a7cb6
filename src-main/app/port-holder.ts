import { execFile } from 'node:child_process'
import { readdir, readFile, readlink } from 'node:fs/promises'
import { basename } from 'node:path'
import { promisify } from 'node:util'
import { listeningInode, readLsof, readNetstat, readTasklist } from './socket-tables.ts'

/** The process that listens on a port. */
export interface PortHolder {
  readonly pid: number
  /** The program's name, without its path and arguments: those may hold secrets. */
  readonly name: string
}

type Lookup = (port: number) => Promise<PortHolder | undefined>

/**
 * Who listens on a port of this machine; undefined where the system does not say, e.g. because the process is another
 * user's. Never throws, and takes two seconds at the most for each program it asks.
 */
export async function findPortHolder(
  port: number,
  platform: NodeJS.Platform = process.platform,
): Promise<PortHolder | undefined> {
  try {
    return await LOOKUPS[platform]?.(port)
  } catch {
    // The system's tools may be missing or forbidden: then nobody is named.
    return undefined
  }
}

const LOOKUPS: Partial<Record<NodeJS.Platform, Lookup>> = {
  linux: holderFromProc,
  async darwin(port) {
    return readLsof(await run('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc']))
  },
  async win32(port) {
    const pid = readNetstat(await run('netstat', ['-ano']), port)
    if (pid === undefined) return undefined
    const name = readTasklist(await run('tasklist', ['/FI', `PID eq ${pid}`, '/FO', 'CSV', '/NH']))
    return { pid, name: name ?? 'a program' }
  },
}

const run = async (command: string, given: string[]): Promise<string> =>
  (await promisify(execFile)(command, given, { timeout: 2000, windowsHide: true })).stdout

/** The socket's inode from the kernel's table, then the process that has it open. */
async function holderFromProc(port: number): Promise<PortHolder | undefined> {
  const tables = await Promise.all(
    ['/proc/net/tcp', '/proc/net/tcp6'].map(file => readFile(file, 'utf8').catch(() => '')),
  )
  const inode = tables.map(table => listeningInode(table, port)).find(found => found !== undefined)
  if (inode === undefined) return undefined
  for (const pid of (await readdir('/proc')).filter(entry => /^\d+$/.test(entry))) {
    if (await hasOpen(pid, `socket:[${inode}]`)) return { pid: Number(pid), name: await programName(pid) }
  }
  return undefined
}

async function hasOpen(pid: string, socket: string): Promise<boolean> {
  // Other users' processes cannot be read, and any process may end meanwhile.
  const open = await readdir(`/proc/${pid}/fd`).catch(() => [])
  const links = await Promise.all(open.map(name => readlink(`/proc/${pid}/fd/${name}`).catch(() => '')))
  return links.includes(socket)
}

/** Not `comm`: Node calls its main thread "MainThread" there. */
async function programName(pid: string): Promise<string> {
  const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  return basename(commandLine.split('\0')[0] ?? '') || 'a program'
}
