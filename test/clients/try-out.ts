import type { Dialect } from '../../src-main/core/conversation.ts'
import { DIALECTS } from '../../src-main/core/conversation.ts'
import { ENVELOPE_PREFIX } from '../../src-main/core/envelope.ts'
import type { Case, Client } from './clients.ts'
import type { Gateway } from './gateway.ts'
import { openWorkplace, runClient } from './run-client.ts'
import { type Asked, RUNS, type Turn } from './turns.ts'

/** Whether the client can be asked for this at all. */
export function canDo({ cases, cannot, resume }: Client, turn: Turn): boolean {
  if (cannot?.[turn] !== undefined) return false
  return cases ? cases[turn] !== undefined : RUNS[turn].length === 1 || resume !== undefined
}

/** Has a client make a turn with the model of one dialect; gives what is wrong with it, empty where nothing is. */
export async function tryOut(options: {
  readonly client: Client
  readonly turn: Turn
  readonly dialect: Dialect
  readonly gateway: Gateway
  /** Where the clients are installed. */
  readonly clients: string
}): Promise<string> {
  const { client, turn, dialect, gateway, clients } = options
  const { clientSide, providerSide, key } = gateway
  const cases = client.cases?.[turn]
  clientSide.seen.splice(0)
  providerSide.seen.splice(0)
  const place = await openWorkplace()
  try {
    for (const [run, asked] of RUNS[turn].entries()) {
      if (!asked) continue
      const model = nameOf(client, turn === 'switched' && run > 0 ? nextTo(dialect) : dialect)
      const { code, out, errors } = await runClient({
        driver: client.driver,
        url: clientSide.url,
        model,
        prompt: asked.prompt,
        key,
        clients,
        place,
        environment: {
          PKG: client.package,
          ...client.environment,
          ...(run > 0 && { CLIENT_ARGS: client.resume ?? '' }),
          CASE: cases?.map(({ name }) => name).join(',') ?? '',
        },
      })
      if (code !== 0) return `exit ${code}: ${lastLines(cases ? out : errors)}`
      const problem = wrongAnswer(out, asked, cases)
      if (problem) return problem
    }
  } finally {
    await place.remove()
  }
  return wrongRequests(options) || wrongProofs(options)
}

const nameOf = ({ alias = 'demo-*' }: Client, dialect: Dialect): string => alias.replace('*', dialect)

const nextTo = (dialect: Dialect): Dialect =>
  DIALECTS[(DIALECTS.indexOf(dialect) + 1) % DIALECTS.length] ?? dialect

function wrongAnswer(out: string, { words }: Asked, cases: readonly Case[] | undefined): string {
  const answers = cases?.map(({ name, says = words }) => ({ answer: answerOf(name, out), says })) ?? [
    { answer: out, says: words },
  ]
  for (const { answer, says } of answers) {
    const missing = says.find(word => !answer.includes(word))
    if (missing !== undefined) return `"${missing}" is missing in: ${lastLines(answer)}`
  }
  return ''
}

/** What an SDK's driver printed for a case: all lines up to that of the next one. */
const answerOf = (name: string, out: string): string =>
  out.split(/^(?=[a-z0-9-]+: )/m).find(part => part.startsWith(`${name}: `)) ?? ''

const lastLines = (text: string): string => text.trim().split('\n').slice(-3).join(' | ').slice(-400)

type TriedOut = Parameters<typeof tryOut>[0]

/** Requests that nobody needs, to the gateway or from it to the provider. */
function wrongRequests({ client, turn, gateway }: TriedOut): string {
  const cases = client.cases?.[turn]
  const refused = sum(cases?.map(each => each.refused ?? 0) ?? [])
  const lines = gateway.clientSide.seen.map(({ line }) => line)
  const odd = lines.filter(line => !client.path.test(line))
  if (odd.length > refused || odd.some(line => !line.endsWith(' 400')))
    return `unexpected requests: ${odd.join(', ')}`
  const runs = RUNS[turn].map(asked => (asked ? asked.requests + (client.besides ?? 0) : 0))
  const wanted = sum(cases?.map(({ requests }) => requests) ?? runs)
  if (lines.length !== wanted)
    return `${lines.length} requests in the place of ${wanted}: ${lines.join(', ')}`
  const sent = gateway.providerSide.seen.filter(({ line }) => line.startsWith('POST')).length
  // What is only counted or listed need not go there.
  const most = cases ? wanted : sum(RUNS[turn].map(asked => asked?.requests ?? 0))
  return sent > most ? `${sent} requests to the provider in the place of ${most}` : ''
}

/** The demo's proof of its reasoning as it stands in a request; Chat Completions has no place for one. */
const SEAL = /"(?:signature|encrypted_content)":"demo\./g
const SEALS: Readonly<Record<Turn, number>> = { text: 0, tool: 1, parallel: 1, resumed: 2, switched: 0 }

/** Reasoning that came back to another model than its own, or not at all. That it came back whole the demo looks after. */
function wrongProofs({ client, turn, dialect, gateway }: TriedOut): string {
  const bodies = gateway.providerSide.seen.map(({ body }) => body)
  if (bodies.some(body => body.includes(`"${ENVELOPE_PREFIX}`))) return 'an envelope went to the provider'
  if (!client.thinks) return ''
  const wanted = dialect === 'chat' ? 0 : SEALS[turn]
  const seals = bodies.at(-1)?.match(SEAL)?.length ?? 0
  return seals === wanted ? '' : `${seals} proofs of reasoning came back in the place of ${wanted}`
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0)
