import { expect, test } from 'vitest'
import { createRouter } from '../../src-main/control/contract.ts'
import { createOperations } from '../../src-main/control/handlers.ts'
import { runApp } from '../support/run-app.ts'
import { someParts } from './control-parts.ts'
import { pageOf } from './open-page.ts'

const operations = Object.keys(createRouter(createOperations(someParts()))._def.procedures)

test('no operation answers without the token, by either method', async () => {
  const { app } = await runApp({})
  const { url } = pageOf(app)
  expect(operations).toContain('providers.storeKey')
  const statuses = await Promise.all(
    operations.flatMap(name => [
      fetch(`${url}/trpc/${name}`),
      fetch(`${url}/trpc/${name}`, {
        method: 'POST',
        body: '{}',
        headers: { 'content-type': 'application/json', 'x-patchbay-token': 'x'.repeat(43) },
      }),
    ]),
  )
  expect(new Set(statuses.map(({ status }) => status))).toEqual(new Set([401]))
})

test('no operation takes fields that it does not know, or texts without end', async () => {
  const { app } = await runApp({})
  const { url, token } = pageOf(app)
  const post = (name: string, input: unknown) =>
    fetch(`${url}/trpc/${name}`, {
      method: 'POST',
      body: JSON.stringify(input),
      headers: { 'content-type': 'application/json', 'x-patchbay-token': token },
    })
  const refused = await Promise.all([
    post('models.setMode', { modelId: 'a/b', mode: 'chat', more: true }),
    post('models.setMode', { modelId: 'a/b', mode: 'loud' }),
    post('aliases.save', { name: 'a', targets: Array.from({ length: 51 }, () => 'x') }),
    post('providers.storeKey', { id: '../etc', key: 'k' }),
    post('providers.storeKey', { id: 'lab', key: 'k'.repeat(10_001) }),
    post('connect.testPrompt', { model: 'm', prompt: '' }),
  ])
  expect(refused.map(({ status }) => status)).toEqual(refused.map(() => 400))
})
