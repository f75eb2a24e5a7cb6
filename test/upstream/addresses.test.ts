import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { guardedLookup, isBlockedAddress, isLoopback } from '../../src-main/upstream/addresses.ts'

const lookup = promisify(guardedLookup)

test('a name server that answers with a metadata address is not believed', async () => {
  // Looking up an address answers with itself: the same road as a name that resolves to it.
  await expect(lookup('169.254.169.254', { all: true })).rejects.toMatchObject({
    code: 'PATCHBAY_BLOCKED_ADDRESS',
  })
  await expect(lookup('fd00:ec2::254', { all: true })).rejects.toMatchObject({
    code: 'PATCHBAY_BLOCKED_ADDRESS',
  })
})

test('other addresses are found, one or all, as the socket asks', async () => {
  expect(await lookup('127.0.0.1', {})).toBe('127.0.0.1')
  expect(await lookup('127.0.0.1', { all: true })).toEqual([{ address: '127.0.0.1', family: 4 }])
})

test.each(['169.254.0.1', '169.254.169.254', '[fd00:ec2::254]', '[::ffff:169.254.1.1]'])(
  '%s is blocked',
  host => {
    expect(isBlockedAddress(host)).toBe(true)
  },
)

test.each(['10.0.0.1', '127.0.0.1', '[::1]', 'localhost', 'api.openai.com', '169.253.0.1'])(
  '%s is not blocked',
  host => {
    expect(isBlockedAddress(host)).toBe(false)
  },
)

test('knows this machine by its names and addresses', () => {
  for (const host of ['localhost', 'api.localhost', '127.0.0.1', '127.1.2.3', '[::1]'])
    expect(isLoopback(host)).toBe(true)
  for (const host of ['localhost.example', '10.0.0.1', '128.0.0.1']) expect(isLoopback(host)).toBe(false)
})
