import { expect, it } from 'vitest'
import { convertedLimits } from '../../src-main/proxy/rate-limits.ts'
import { ask } from '../support/client.ts'
import { ERROR_BODIES, PRINTERS } from '../support/replies/index.ts'
import { HELLO } from '../support/replies/saying.ts'
import { upstream } from '../support/run-app.ts'
import { json } from '../support/scripted.ts'
import { lab, openProxy } from './open-proxy.ts'

const NOW = Date.parse('2026-11-21T03:00:00Z')

it.each([
  ['x-ratelimit-limit-requests', '100', 'anthropic-ratelimit-requests-limit', '100'],
  ['x-ratelimit-remaining-tokens', '0', 'anthropic-ratelimit-tokens-remaining', '0'],
  ['x-ratelimit-reset-requests', '6m0s', 'anthropic-ratelimit-requests-reset', '2026-11-21T03:06:00Z'],
  ['x-ratelimit-reset-tokens', '120ms', 'anthropic-ratelimit-tokens-reset', '2026-11-21T03:00:01Z'],
  ['x-ratelimit-reset-tokens', '1h2m59.56s', 'anthropic-ratelimit-tokens-reset', '2026-11-21T04:03:00Z'],
])('%s: %s is %s: %s for callers of Messages', (name, value, wanted, said) => {
  expect(convertedLimits({ [name]: value }, 'messages', NOW)).toEqual({ [wanted]: said })
})

it.each([
  ['anthropic-ratelimit-requests-limit', '50', 'x-ratelimit-limit-requests', '50'],
  ['anthropic-ratelimit-tokens-reset', '2026-11-21T03:01:00.5Z', 'x-ratelimit-reset-tokens', '61s'],
  ['anthropic-ratelimit-tokens-reset', '2026-11-21T02:00:00Z', 'x-ratelimit-reset-tokens', '0s'],
])('%s: %s is %s: %s for callers of OpenAI', (name, value, wanted, said) => {
  for (const dialect of ['chat', 'responses'] as const)
    expect(convertedLimits({ [name]: value }, dialect, NOW)).toEqual({ [wanted]: said })
})

it('what cannot be read, or was said already, is left out', () => {
  const unreadable = { 'x-ratelimit-reset-requests': 'soon', 'x-ratelimit-limit': '5' }
  expect(convertedLimits(unreadable, 'messages', NOW)).toEqual({})
  expect(convertedLimits({ 'x-ratelimit-reset-tokens': `${'9'.repeat(400)}d` }, 'messages', NOW)).toEqual({})
  const said = { 'x-ratelimit-limit-tokens': '5', 'anthropic-ratelimit-tokens-limit': '6' }
  expect(convertedLimits(said, 'messages', NOW)).toEqual({})
})

it('refusals, whole replies and streams of another dialect say their limits in the words of the caller', async () => {
  const up = await upstream()
  const proxy = await openProxy(lab(up, ['chat']))
  const limits = { 'x-ratelimit-remaining-requests': '7', 'x-ratelimit-reset-requests': '1s' }
  const heard = {
    'x-ratelimit-remaining-requests': '7',
    'anthropic-ratelimit-requests-remaining': '7',
    'anthropic-ratelimit-requests-reset': expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
  }
  up.script = () => json(ERROR_BODIES.chat('slow down'), 429, limits)
  for (const stream of [false, true])
    expect((await ask(proxy, 'messages', 'mine', { stream })).headers).toMatchObject(heard)
  up.script = () => json(PRINTERS.chat.whole(HELLO), 200, limits)
  for (const stream of [false, true])
    expect((await ask(proxy, 'messages', 'mine', { stream })).headers).toMatchObject(heard)
})
