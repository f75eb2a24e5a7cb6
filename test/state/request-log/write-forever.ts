import { openExchangeStore } from '../../../src-main/state/request-log/open-exchange-store.ts'
import { loggedExchange, runningExchange } from '../../core/log/logged-exchanges.ts'
import { keepAll } from './keep-all.ts'

/**
 * A process to be killed: `write-forever.ts FILE`. Writes without end, and prints each number that must be there from then
 * on: all exchanges up to it are on disk. Every tenth one runs for ever.
 */
const [, , file = ''] = process.argv
const store = openExchangeStore(keepAll({ file, log: line => process.stderr.write(`${line}\n`) }))
const body = Buffer.from(JSON.stringify({ text: 'word '.repeat(2_000) }))
const message = {
  headers: { 'content-type': 'application/json' },
  chunks: [{ at: 0, bytes: body }],
  size: body.length,
  truncated: false,
}

for (let number = 0; ; number += 1) {
  const said = { id: `req_${number}`, startedAt: Date.UTC(2026, 10, 21) + number }
  if (number % 10 === 0) store.put(runningExchange(said))
  else store.put(loggedExchange(said), { recording: { 'client-request': message }, secrets: [] })
  if (number % 100 === 99) {
    await store.flush()
    process.stdout.write(`${number}\n`)
  }
}
