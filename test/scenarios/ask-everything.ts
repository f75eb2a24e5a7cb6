import { createRouter } from '../../src-main/control/contract.ts'
import { createOperations } from '../../src-main/control/handlers.ts'
import { SIDES } from '../../src-main/core/log/recording.ts'
import { someParts } from '../control/control-parts.ts'
import { pageOf } from '../control/open-page.ts'
import type { AppProcess } from '../support/app-process.ts'

/** Everything that the control page can be asked about these exchanges, by the question. */
export async function askEverything(
  app: AppProcess,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { url, token } = pageOf(app)
  const everyId = ids.map(id => ({ id }))
  const time = { from: 0, to: Date.now() + 1_000 }
  const inputs: Readonly<Record<string, readonly unknown[]>> = {
    'log.list': [{}, { filter: 'Wrong' }],
    'log.count': [{}],
    'log.get': everyId,
    'log.message': everyId.flatMap(({ id }) => SIDES.map(side => ({ id, side }))),
    'log.events': everyId,
    'log.chat': everyId,
    'log.curl': everyId.flatMap(({ id }) => [
      { id, to: 'patchbay' },
      { id, to: 'provider' },
    ]),
    'log.export': [
      { format: 'har', ids },
      { format: 'json', ids },
      { format: 'html', ids },
    ],
    'usage.summary': [
      { ...time, by: ['client', 'model'] },
      { ...time, by: ['session', 'key'] },
    ],
    'usage.csv': [
      { ...time, by: ['client', 'alias'] },
      { ...time, by: ['session', 'provider'] },
    ],
    'aliases.check': [{ name: 'a', targets: ['lab/echo'] }],
    'aliases.test': [{ name: 'nobody', endpoint: 'chat' }],
    'connect.info': [{}],
  }
  const { procedures } = createRouter(createOperations(someParts()))._def
  const queries = Object.entries(procedures).filter(([, procedure]) => isQuery(procedure))
  const answers = new Map<string, string>()
  for (const [name] of queries) {
    for (const input of inputs[name] ?? [undefined]) {
      const query = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`
      const answer = await fetch(`${url}/trpc/${name}${query}`, { headers: { 'x-patchbay-token': token } })
      const text = await answer.text()
      if (answer.status !== 200) throw new Error(`${name} ${JSON.stringify(input)}: ${text}`)
      answers.set(`${name} ${JSON.stringify(input)}`, text)
    }
  }
  return answers
}

const isQuery = (procedure: unknown): boolean =>
  typeof procedure === 'function' && JSON.stringify(Object.entries(procedure)).includes('"type":"query"')
