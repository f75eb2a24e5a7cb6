import type { Server } from 'node:http'
import { type AddressInfo, isIPv6 } from 'node:net'
import { CannotStart, type StartProblem } from './options.ts'
import { findPortHolder } from './port-holder.ts'

/** Where a server is to listen; `name` and `option`, which sets its port, are for people. */
interface Address {
  readonly host: string
  readonly port: number
  readonly name: string
  readonly option: string
  /** The option of `AppOptions` with which another port would do. */
  readonly startOption: NonNullable<StartProblem['taken']>
}

/** Binds a server and gives its port. Rejects with a CannotStart that says who has the port, where that can be known. */
export async function listen(server: Server, address: Address): Promise<number> {
  const { host, port, name } = address
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  server.once('error', reject)
  server.listen(port, host, resolve)
  try {
    await promise
  } catch (error) {
    throw await explain(error, address)
  } finally {
    server.off('error', reject)
  }
  const bound = server.address()
  if (!isAddress(bound)) throw new Error(`The ${name} has no port.`)
  return bound.port
}

/** A host as it stands in a URL: IPv6 in brackets. */
export const hostInUrl = (host: string): string => (isIPv6(host) ? `[${host}]` : host)

const isAddress = (address: string | AddressInfo | null): address is AddressInfo =>
  typeof address === 'object' && address !== null

async function explain(
  error: unknown,
  { host, port, name, option, startOption }: Address,
): Promise<CannotStart> {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  const where = `${hostInUrl(host)}:${port}`
  if (code === 'EADDRINUSE') {
    const holder = await holderOf(host, port)
    const message = `The ${name} cannot listen on ${where}: ${holder} does. Stop it, or choose another port with ${option}.`
    return new CannotStart('port', message, startOption)
  }
  const reasons: Readonly<Record<string, string>> = {
    EACCES: `ports below 1024 need more rights. Choose another with ${option}.`,
    EADDRNOTAVAIL: 'this machine has no such address. Correct "listen.host" in the settings.',
  }
  const reason = reasons[String(code)] ?? (error instanceof Error ? error.message : String(error))
  return new CannotStart('port', `The ${name} cannot listen on ${where}: ${reason}`)
}

/** "another Patchbay", or the program by name, with its process id where the system tells. */
async function holderOf(host: string, port: number): Promise<string> {
  const [patchbay, holder] = await Promise.all([isPatchbay(host, port), findPortHolder(port)])
  if (!holder) return patchbay ? 'another Patchbay' : 'another program'
  return `${patchbay ? 'another Patchbay' : `"${holder.name}"`} (process ${holder.pid})`
}

/** Whoever answers `/health` as Patchbay does. Anything else, silence included, is somebody else. */
async function isPatchbay(host: string, port: number): Promise<boolean> {
  try {
    const reply = await fetch(`http://${hostInUrl(host)}:${port}/health`, {
      signal: AbortSignal.timeout(500),
    })
    const body: unknown = await reply.json()
    return typeof body === 'object' && body !== null && 'name' in body && body.name === 'patchbay'
  } catch {
    return false
  }
}
