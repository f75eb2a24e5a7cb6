import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Listening =
  | { readonly ok: true; readonly port: number }
  | { readonly ok: false; readonly message: string }

/** Binds a server. A port that is taken is an expected failure, with a message that says by whom where that can be known. */
export async function listen(
  server: Server,
  address: { host: string; port: number; name: string },
): Promise<Listening> {
  const { host, port, name } = address
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  server.once('error', reject)
  server.listen(port, host, resolve)
  try {
    await promise
  } catch (error) {
    return { ok: false, message: await explain(error, address) }
  } finally {
    server.off('error', reject)
  }
  const bound = server.address()
  return isAddress(bound)
    ? { ok: true, port: bound.port }
    : { ok: false, message: `The ${name} has no port.` }
}

const isAddress = (address: string | AddressInfo | null): address is AddressInfo =>
  typeof address === 'object' && address !== null

async function explain(
  error: unknown,
  { host, port, name }: { host: string; port: number; name: string },
): Promise<string> {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  const where = `${host}:${port}`
  if (code === 'EADDRINUSE') {
    const holder = (await isPatchbay(host, port)) ? 'another Patchbay' : 'another program'
    return `The ${name} cannot listen on ${where}: ${holder} does. Stop it, or choose another port.`
  }
  if (code === 'EACCES')
    return `The ${name} may not listen on ${where}: ports below 1024 need more rights. Choose another port.`
  if (code === 'EADDRNOTAVAIL')
    return `The ${name} cannot listen on ${where}: this machine has no such address. Correct "listen.host".`
  return `The ${name} cannot listen on ${where}: ${error instanceof Error ? error.message : String(error)}`
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
