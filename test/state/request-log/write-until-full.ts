import { openExchangeStore } from '../../../src-main/state/request-log/open-exchange-store.ts'
import { loggedExchange } from '../../core/log/logged-exchanges.ts'
import { keepAll } from './keep-all.ts'

/** A process whose files may not become large: `write-until-full.ts FILE`. Prints what its store says of it. */
// The signal would end it; without, a write fails as on a full disk.
process.on('SIGXFSZ', () => {})
const [, , file = ''] = process.argv
const log: string[] = []
const store = openExchangeStore(keepAll({ file, log: line => log.push(line) }))
let problem: string | undefined
for (let number = 0; problem === undefined && number < 100_000; number += 1) {
  store.put(loggedExchange({ id: `req_${number}`, errorMessage: `${Math.sqrt(number)} `.repeat(40) }))
  if (number % 100 !== 99) continue
  await store.flush()
  problem = (await store.facts()).problem
}
const { exchanges } = await store.facts()
process.stdout.write(JSON.stringify({ log: log[0], lines: log.length, problem, exchanges }))
await store.close()
