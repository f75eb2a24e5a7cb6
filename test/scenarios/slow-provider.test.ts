import { beforeAll, describe, expect, it } from 'vitest'
import { ask } from '../support/client.ts'
import { dialectOf, PRINTERS } from '../support/replies/index.ts'
import { RICH } from '../support/replies/saying.ts'
import { events, silence } from '../support/scripted.ts'
import { ONLY, PAIRS, startTrio, type Trio } from '../support/trio.ts'
import { expectError, expectFailure } from '../support/verdict.ts'

let trio: Trio
beforeAll(async () => {
  trio = await startTrio({}, { providerIdleTimeout: 200 })
  trio.up.script = request =>
    request.body.stream === true
      ? events(PRINTERS[dialectOf(request) ?? 'chat'].stream(RICH).slice(0, 8), 'hang')
      : silence
})

describe.concurrent.each(PAIRS)('$client over $provider', ({ client, provider }) => {
  it('a provider that never answers is given up, as an error of the dialect', async () => {
    const answer = await ask(trio, client, ONLY[provider])
    expectError(client, answer, 504, 'provider_timeout')
  })

  it('a provider that stops in the middle is given up, as an error of the dialect', async () => {
    const answer = await ask(trio, client, ONLY[provider], { stream: true })
    expect(answer.status).toBe(200)
    expectFailure(client, answer)
  })
})
