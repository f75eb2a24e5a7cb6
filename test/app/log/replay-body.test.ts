import { expect, test } from 'vitest'
import { type HeldRequest, replayBody } from '../../../src-main/app/log/replay-body.ts'
import type { StoredMessage } from '../../../src-main/core/log/store.ts'
import { message } from './exchanges.ts'

const BODY = '{ "model" : "fast",\n "messages": [],  "model": "fast" }'
const inMemory = (changes = {}): HeldRequest => ({
  held: 'memory',
  message: { ...message(BODY), ...changes },
})
const onDisk = (changes: Partial<StoredMessage> = {}): HeldRequest => ({
  held: 'disk',
  message: { headers: {}, text: BODY, size: BODY.length, truncated: false, hidden: 0, ...changes },
})
const sent = (request: HeldRequest, wanted: Parameters<typeof replayBody>[1] = {}) => {
  const body = replayBody(request, wanted)
  return body.ok ? Buffer.from(body.bytes).toString() : body.message
}

test.each([
  ['memory', inMemory()],
  ['disk', onDisk()],
])('a body from %s is sent byte for byte', (_, request) => {
  expect(sent(request)).toBe(BODY)
})

test('another model is put in the place of every name, and every other byte stays', () => {
  expect(sent(inMemory(), { model: 'lab/"x"' })).toBe(BODY.replaceAll('"fast"', '"lab/\\"x\\""'))
})

test('an edited body is sent as it was written, with another model where one is wanted', () => {
  const body = '{"model":"a","input":"é"}'
  expect(sent(inMemory(), { body })).toBe(body)
  expect(sent(inMemory(), { body, model: 'b' })).toBe(body.replace('"a"', '"b"'))
})

test.each([
  ['it was cut', inMemory({ truncated: true })],
  ['it was cut on disk', onDisk({ truncated: true })],
  ['credentials were taken out', onDisk({ hidden: 1 })],
  ['images stand as hashes', onDisk({ size: BODY.length + 1 })],
])('a body that is not what the client sent is not sent: %s', (_, request) => {
  expect(replayBody(request, {})).toEqual({ ok: false, message: expect.stringContaining('Edit it') })
  expect(replayBody(request, { body: '{}' })).toMatchObject({ ok: true })
})

test('another model needs a name to replace', () => {
  expect(sent(inMemory(), { body: '{"input":1}', model: 'b' })).toContain('names no model')
  expect(sent(inMemory(), { body: 'no json', model: 'b' })).toContain('names no model')
})
