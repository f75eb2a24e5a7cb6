import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { sqliteCode } from '../sqlite-faults.ts'
import { openReader } from './reader.ts'
import type { WorkerCall, WorkerTask, WorkerWord } from './worker-call.ts'
import { openWriter } from './writer.ts'

/** Entry of the threads that write and read the log: does what it is called for, in the order of the calls. */
function serve(port: MessagePort, { role, file }: WorkerTask): void {
  const tell = (word: WorkerWord): void => port.postMessage(word)
  const log = (line: string): void => tell({ kind: 'renewed', line })
  const operations: Readonly<Record<string, (...given: never[]) => unknown>> = {
    ...(role === 'write' ? openWriter({ file, log, now: Date.now }) : openReader(file)),
  }
  port.on('message', async ({ number, name, arguments: given }: WorkerCall) => {
    try {
      // Its own program calls it, and by the same interface.
      const value = await operations[name]?.(...(given as never[]))
      tell({ kind: 'answer', number, value })
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      tell({ kind: 'failure', number, message, code: sqliteCode(error) })
    }
    if (name === 'close') port.close()
  })
}

if (parentPort) serve(parentPort, workerData)
