import { expect, test } from 'vitest'
import { holdsPhrases } from '../../../src-main/core/log/search-words.ts'
import type { StoredMessage } from '../../../src-main/core/log/store.ts'
import { saidIn } from '../../../src-main/state/request-log/said.ts'

const message = (text: string): StoredMessage => ({ headers: {}, text, size: 0, truncated: false, hidden: 0 })
const finds = (text: string, wanted: string) =>
  holdsPhrases([saidIn({ 'client-response': message(text) })], wanted)

test('the escapes of JSON part words or are read', () => {
  const text = `${JSON.stringify({ text: 'one\ntwo "C:\\new\\tools"' })}"\\u00e4hre"`
  for (const word of ['two', 'new', 'tools', 'ähre']) expect([word, finds(text, word)]).toEqual([word, true])
  expect(finds(text, 'ntwo')).toBe(false)
})

test('millions of letters without a blank are no words, and hide none beside them', () => {
  expect(finds(`before ${'A'.repeat(8_000_000)} behind`, '"before behind"')).toBe(true)
})

test('words of a streamed reply are found though they came in pieces', () => {
  const event = (delta: unknown) => `event: x\ndata: ${JSON.stringify(delta)}\n\n`
  const chat = ['Hel', 'lo wo', 'rld'].map(content => event({ choices: [{ delta: { content } }] })).join('')
  const messages = ['{\\"pa', 'th\\":\\"src/in', 'dex.ts\\"}']
    .map(text => `data: {"partial_json":"${text}"}\n\n`)
    .join('')
  expect(finds(chat, '"hello world"')).toBe(true)
  expect(finds(messages, 'src/index.ts')).toBe(true)
})

test('of a long stream its ends are found as they are', () => {
  const stream = `event: first\ndata: {"id":"resp_beginning"}\n\n${'data: {"n":1}\n\n'.repeat(2_000)}data: {"error":"the very end"}\n\n`
  expect(finds(stream, 'resp_beginning')).toBe(true)
  expect(finds(stream, '"very end"')).toBe(true)
})

test('what is no text is not taken in, and a text that two sides share is taken once', () => {
  expect(saidIn({ 'client-request': message(`{"signature":"${'Ab1/'.repeat(100)}"}`) })).not.toContain('Ab1')
  const shared = message('{"text":"apple"}')
  expect(saidIn({ 'client-request': shared, 'upstream-request': shared }).match(/apple/g)).toHaveLength(1)
})
