import { expect, test } from 'vitest'
import { keepDatabase } from '../../../src-main/state/database.ts'
import { LOG_MIGRATIONS, LOG_PRAGMAS } from '../../../src-main/state/request-log/migrations.ts'
import { loggedExchange } from '../../core/log/logged-exchanges.ts'
import { temporaryStore } from './temporary-store.ts'

test('a log that is there is brought forward by what a later version adds, and loses nothing', async () => {
  const { store, file } = temporaryStore()
  store.put(loggedExchange())
  await store.close()
  const log: string[] = []
  const later = keepDatabase({
    file,
    migrations: [...LOG_MIGRATIONS, 'ALTER TABLE exchanges ADD COLUMN colour INTEGER DEFAULT 7'],
    pragmas: LOG_PRAGMAS,
    prepare: database => database.prepare('SELECT colour FROM exchanges'),
    log: line => log.push(line),
    now: Date.now,
  })
  expect(later.use(colours => colours.all())).toEqual([{ colour: 7 }])
  later.close()
  expect(log).toEqual([])
})
