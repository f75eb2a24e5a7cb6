import { expect, test } from 'vitest'
import { hideInExchange } from '../../../src-main/app/log/hide-in-exchange.ts'
import type { Exchange } from '../../../src-main/core/exchange.ts'
import { loggedExchange } from '../../core/log/logged-exchanges.ts'

const KEY = 'sk-proj-WrongField0123456789abcdef'
const SHAPELESS = 'Qz7WrongFieldVw91kLm3'
const hide = (changes: Partial<Exchange>) =>
  hideInExchange(loggedExchange(changes), [SHAPELESS], modelId => modelId === 'lab/pplx-70b-online')

test('an exchange without a secret stays as it is', () => {
  const exchange = loggedExchange({ modelId: 'lab/pplx-70b-online', requested: 'pplx-70b-online' })
  expect(hideInExchange(exchange, [SHAPELESS], () => true)).toEqual(exchange)
})

test('a key of this process is hidden wherever it stands', () => {
  const text = `is ${SHAPELESS}`
  const shown = hide({
    client: text,
    session: text,
    requested: text,
    stop: text,
    errorCode: text,
    steps: [{ rule: 'id', outcome: 'miss', detail: text }],
    usage: { raw: { service_tier: text } },
    losses: [{ code: 'estimated', path: text }],
  })
  expect(JSON.stringify(shown)).not.toContain(SHAPELESS)
  expect(shown.losses).toEqual([{ code: 'estimated', path: 'is [hidden]' }])
})

test('a name that looks like a key is hidden where a provider does not list it', () => {
  const shown = hide({ requested: `lab/${KEY}`, modelId: `lab/${KEY}`, route: { kind: 'id' } })
  expect(shown).toMatchObject({ requested: 'lab/[hidden]', modelId: 'lab/[hidden]' })
})

test('a name is hidden that leads to a listed model as every name does', () => {
  const steps = [{ rule: 'default', outcome: 'match', detail: `${KEY} is lab/pplx-70b-online` }] as const
  const modelId = 'lab/pplx-70b-online'
  const shown = hide({ requested: KEY, modelId, route: { kind: 'default' }, steps })
  expect(JSON.stringify(shown)).not.toContain(KEY)
  expect(shown.modelId).toBe(modelId)
})
