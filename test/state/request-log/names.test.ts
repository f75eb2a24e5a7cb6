import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { openWriter } from '../../../src-main/state/request-log/writer.ts'
import { loggedExchange } from '../../core/log/logged-exchanges.ts'
import { stopLater } from '../../support/lifetime.ts'
import { temporaryHome } from '../temporary-home.ts'

test('names that nothing stands for any more go after many exchanges went, and can come again', async () => {
  const { exchangesFile: file } = temporaryHome()
  const writer = openWriter({ file, log: () => {}, now: Date.now })
  const sessions = (): number => {
    const reader = new DatabaseSync(file, { readOnly: true })
    const { count } =
      reader.prepare("SELECT count(*) AS count FROM names WHERE field = 'session'").get() ?? {}
    reader.close()
    return Number(count)
  }
  stopLater(writer.close)
  const many = Array.from({ length: 20_000 }, (_, number) => ({
    exchange: loggedExchange({ id: `${number}`, startedAt: number, session: `session ${number % 500}` }),
  }))
  writer.write(many)
  writer.write([{ exchange: loggedExchange({ session: 'of today' }) }])
  expect(sessions()).toBe(501)
  expect(await writer.prune({ before: many.length, bytes: 1e9 })).toBe(20_000)
  expect(sessions()).toBe(1)
  writer.write([{ exchange: loggedExchange({ id: 'again', session: 'session 1' }) }])
  expect(sessions()).toBe(2)
})
