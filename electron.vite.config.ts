import { chmodSync } from 'node:fs'
import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const at = (path: string) => resolve(import.meta.dirname, path)

/** npm makes a command executable when it installs it; what is built again in its place must be so, too. */
const executableCommand = {
  name: 'executable-command',
  writeBundle: ({ dir = '' }: { dir?: string }) => chmodSync(resolve(dir, 'cli.js'), 0o755),
}

/**
 * Builds three things into out/: `main` (Node: the desktop app, the command and `npm start`), `preload` (CommonJS in one
 * file, since a sandboxed preload can load nothing else) and `renderer` (the page). Dependencies of main stay in node_modules.
 */
export default defineConfig({
  main: {
    plugins: [executableCommand],
    build: {
      outDir: 'out/main',
      rolldownOptions: {
        input: {
          desktop: at('src-main/desktop/main.ts'),
          cli: at('src-main/cli.ts'),
          start: at('src-main/start.ts'),
          // A thread of its own; it is looked for beside the file that starts it.
          'request-log-worker': at('src-main/state/request-log/request-log-worker.ts'),
        },
        // Flat, so that a path relative to import.meta.url is the same in an entry and in a chunk.
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: at('src-main/desktop/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('src-renderer'),
    plugins: [react()],
    // control/page.ts puts a fresh nonce in its place with every load.
    html: { cspNonce: 'PATCHBAY_NONCE' },
    build: {
      outDir: at('out/renderer'),
      emptyOutDir: true,
      minify: true,
      // Inlined modules would need a looser policy than `script-src 'self'`.
      assetsInlineLimit: 0,
      rolldownOptions: { input: at('src-renderer/index.html') },
    },
  },
})
