import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startApp } from '../../src-main/app.ts'
import { serveWorker } from './worker.ts'

/** The app as it is, with one provider per dialect at the bench's upstream; a second argument says what becomes of bodies. */
const baseUrl = `${process.argv[2]}/v1`
const home = mkdtempSync(join(tmpdir(), 'patchbay-bench-'))
const provider = (dialect: string) => ({ baseUrl, endpoints: [dialect], key: 'none' })
writeFileSync(
  join(home, 'settings.jsonc'),
  JSON.stringify({
    requireKey: false,
    providers: { chat: provider('chat'), responses: provider('responses'), messages: provider('messages') },
    aliases: {
      // Goes up under its own name, so that replies are passed without an edit.
      model: 'chat/model',
      renamed: 'chat/model',
      'via-chat': 'chat/model',
      'via-responses': 'responses/model',
      'via-messages': 'messages/model',
    },
    dispatch: { mismatch: 'translate' },
    log: { bodies: process.argv[3] ?? 'memory' },
  }),
)
const app = await startApp({ home, port: 0, controlPort: 0, environment: {}, log: () => undefined })
if (!app.ok) throw new Error(app.message)
serveWorker(app.proxyUrl)
