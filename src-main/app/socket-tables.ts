/** The inode of the socket that listens on a port, from Linux's /proc/net/tcp or tcp6; undefined where nobody does. */
export function listeningInode(table: string, port: number): string | undefined {
  for (const line of table.split('\n').slice(1)) {
    const [, local = '', , state, , , , , , inode] = line.trim().split(/\s+/)
    if (state === LISTEN && Number.parseInt(local.split(':')[1] ?? '', 16) === port) return inode
  }
  return undefined
}

/** The kernel's TCP_LISTEN. */
const LISTEN = '0A'

/** The first process that `lsof -Fpc` names: `p` and its id, then `c` and its command. */
export function readLsof(output: string): { pid: number; name: string } | undefined {
  const lines = output.split(/\r?\n/)
  const start = lines.findIndex(line => /^p\d+$/.test(line))
  const name = lines[start + 1]
  if (start < 0 || !name?.startsWith('c')) return undefined
  return { pid: Number(lines[start]?.slice(1)), name: name.slice(1) }
}

/**
 * The process that listens on a port, from Windows' `netstat -ano`. The word for "listening" is in the system's language,
 * so a row is known by its remote port, which is 0.
 */
export function readNetstat(output: string, port: number): number | undefined {
  for (const line of output.split(/\r?\n/)) {
    const [protocol, local = '', remote = '', ...rest] = line.trim().split(/\s+/)
    const pid = Number(rest.at(-1))
    if (protocol === 'TCP' && local.endsWith(`:${port}`) && remote.endsWith(':0') && pid > 0) return pid
  }
  return undefined
}

/** The program's name in the first row of Windows' `tasklist /FO CSV /NH`. */
export function readTasklist(output: string): string | undefined {
  return /^"([^"]+)","\d+"/m.exec(output)?.[1]
}
