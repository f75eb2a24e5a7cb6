import { dirname } from 'node:path'
import { watch } from 'chokidar'

/**
 * Calls whenever one file appears, changes or goes, however an editor saves it (in place, by rename, through a symlink).
 * It looks at the folder, because a file that is replaced or not there yet cannot be watched itself. Gives the way to
 * stop, once it watches.
 */
export async function watchFile(
  file: string,
  changed: () => void,
  failed: (reason: string) => void,
): Promise<() => Promise<void>> {
  const folder = dirname(file)
  const watcher = watch(folder, {
    depth: 0,
    ignoreInitial: true,
    ignored: path => path !== folder && path !== file,
    // A save in place truncates first: half a file must not be read as the user's wish.
    awaitWriteFinish: { stabilityThreshold: 50, pollInterval: 10 },
  })
  watcher.on('error', error => failed(error instanceof Error ? error.message : String(error)))
  const ready = new Promise<void>(resolve => watcher.once('ready', resolve))
  for (const event of ['add', 'change', 'unlink'] as const) {
    watcher.on(event, path => {
      if (path === file) changed()
    })
  }
  await ready
  return () => watcher.close()
}
