import { open, stat, unlink } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'

/** Milliseconds after which a lock's owner is taken to have died. What is locked takes a few. */
const STALE = 5_000
const RETRY = 20

/**
 * Runs `act` while no other process that asks for the same file does: the command line and the server both write. Rejects
 * with what `act` rejects with, and when the folder cannot be written.
 */
export async function whileLocked<T>(file: string, act: () => Promise<T>): Promise<T> {
  const lock = `${file}.lock`
  while (!(await take(lock))) await wait(RETRY)
  try {
    return await act()
  } finally {
    await unlink(lock).catch(ignoreMissing)
  }
}

async function take(lock: string): Promise<boolean> {
  try {
    await (await open(lock, 'wx', 0o600)).close()
    return true
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  const age = await stat(lock).then(
    found => Math.abs(Date.now() - found.mtimeMs),
    () => 0,
  )
  if (age > STALE) await unlink(lock).catch(ignoreMissing)
  return false
}

function ignoreMissing(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
}
