import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { findPortHolder } from './port-holder.ts'

export type Listening =
  | { readonly ok: true; readonly port: number }
  /** `taken`: somebody else listens there, so another port would do. */
  | { readonly ok: false; readonly taken: boolean; readonly message: string }

/** Where a server was to listen; `name` and `option`, which sets its port, are for people. */
interface Address {
  readonly host: string
  readonly port: number
  readonly name: string
  readonly option: string
}

/** Binds a server. A port that is taken is an expected failure, with a message that says by whom where that can be known. */
export async function listen(server: Server, address: Address): Promise<Listening> {
  const { host, port, name } = address
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  server.once('error', reject)
  server.listen(port, host, resolve)
  try {
    await promise
  } catch (error) {
    return { ok: false, ...(await explainListenFailure(error, address)) }
  } finally {
    server.off('error', reject)
  }
  const bound = server.address()
  return isAddress(bound)
    ? { ok: true, port: bound.port }
    : { ok: false, taken: false, message: `The ${name} has no port.` }
}

const isAddress = (address: string | AddressInfo | null): address is AddressInfo =>
  typeof address === 'object' && address !== null

/** Why a server could not listen, for people, and by whom its port is taken where that can be known. */
export async function explainListenFailure(
  error: unknown,
  { host, port, name, option }: Address,
): Promise<{ taken: boolean; message: string }> {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  const where = `${host}:${port}`
  if (code === 'EADDRINUSE') {
    const holder = await holderOf(host, port)
    const message = `The ${name} cannot listen on ${where}: ${holder} does. Stop it, or choose another port with ${option}.`
    return { taken: true, message }
  }
  const reasons: Readonly<Record<string, string>> = {
    EACCES: `ports below 1024 need more rights. Choose another with ${option}.`,
    EADDRNOTAVAIL: 'this machine has no such address. Correct "listen.host" in the settings.',
  }
  const reason = reasons[String(code)] ?? (error instanceof Error ? error.message : String(error))
  return { taken: false, message: `The ${name} cannot listen on ${where}: ${reason}` }
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
    const reply = await fetch(`http://${host}:${port}/health`, { signal: AbortSignal.timeout(500) })
    const body: unknown = await reply.json()
    return typeof body === 'object' && body !== null && 'name' in body && body.name === 'patchbay'
  } catch {
    return false
  }
}
