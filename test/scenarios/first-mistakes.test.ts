import { expect, it } from 'vitest'
import { ask, EVERY_DIALECT } from '../support/client.ts'
import { runApp } from '../support/run-app.ts'

/** Nothing listens there. */
const NOWHERE = 'http://127.0.0.1:9/v1'

it.each(EVERY_DIALECT)('who forgot the key of the first provider is told so on %s', async dialect => {
  const running = await runApp({
    providers: {
      openai: { preset: 'openai', key: 'env:OPENAI_API_KEY' },
      lab: { baseUrl: NOWHERE, endpoints: ['chat'], key: 'none' },
    },
  })
  const { text } = await ask(running, dialect, 'gpt-5.5')
  const message: string = JSON.parse(text).error.message
  expect(message).toContain('No model or alias is called "gpt-5.5"')
  expect(message).toContain('openai (The environment variable OPENAI_API_KEY is not set)')
  expect(message).toContain('lab (Nothing answers at 127.0.0.1:9)')
  expect(message.length).toBeLessThan(600)
})
