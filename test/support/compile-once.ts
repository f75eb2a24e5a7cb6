import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))

/**
 * Node keeps what it made of TypeScript, for all processes and threads of this run. Without it each thread of the log
 * compiles its forty files anew (0.15 s), with a WebAssembly module; and V8 of Node 24 crashes now and then when threads do
 * that while another one runs WebAssembly, too (SIGSEGV below Runtime_TierUpWasmToJSWrapper). What is built has no such step.
 */
export default function compileOnce(): void {
  process.env['NODE_COMPILE_CACHE'] ??= at('node_modules/.cache/patchbay-test')
  // Not as a thread it ends when it has loaded, so that the first thread finds all that it needs.
  execFileSync(process.execPath, [at('src-main/state/request-log/request-log-worker.ts')])
}
