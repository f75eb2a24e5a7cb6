import { createServer, type Server } from 'node:http'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { listen } from '../../src-main/app/listen.ts'
import { findPortHolder } from '../../src-main/app/port-holder.ts'
import { listeningInode, readLsof, readNetstat, readTasklist } from '../../src-main/app/socket-tables.ts'
import { startApp } from '../../src-main/app.ts'
import { stopLater } from '../support/lifetime.ts'
import { runApp } from '../support/run-app.ts'

const proxyAt = (port: number) =>
  ({ host: '127.0.0.1', port, name: 'proxy', option: '--port', startOption: 'port' }) as const

/** A server of this process that has a port. */
async function aHolder(): Promise<{ port: number; server: Server }> {
  const server = createServer((_request, reply) => reply.end('not Patchbay'))
  stopLater(() => server.close())
  return { port: await listen(server, proxyAt(0)), server }
}

describe('who holds a port', () => {
  test('is named with its process where the system tells', async context => {
    const { port } = await aHolder()
    const holder = await findPortHolder(port)
    if (!holder) return context.skip('this system does not say who listens')
    expect(holder.pid).toBe(process.pid)
    expect(holder.name).toMatch(/node/)
  })

  test('is nobody where nobody listens, and where the system has no way to ask', async () => {
    const { port, server } = await aHolder()
    await new Promise(resolve => server.close(resolve))
    expect(await findPortHolder(port)).toBeUndefined()
    expect(await findPortHolder(port, 'aix')).toBeUndefined()
  })

  test('is said when a server cannot listen', async () => {
    const { port } = await aHolder()
    const failed = listen(createServer(), proxyAt(port))
    await expect(failed).rejects.toMatchObject({
      taken: 'port',
      message: expect.stringMatching(
        new RegExp(`^The proxy cannot listen on 127.0.0.1:${port}: .+ does\\. Stop it, or .*--port`),
      ),
    })
  })

  test('is another Patchbay, for the proxy and for the control page alike', async () => {
    const { app, home } = await runApp({})
    const taken = Number(new URL(app.proxyUrl).port)
    const other = { home, environment: {}, log: () => {} }
    expect(await startApp({ ...other, port: taken, controlPort: 0 })).toMatchObject({
      kind: 'port',
      taken: 'port',
      message: expect.stringContaining('another Patchbay'),
    })
    const control = Number(new URL(app.pageUrl).port)
    expect(await startApp({ ...other, port: 0, controlPort: control })).toMatchObject({
      kind: 'port',
      taken: 'controlPort',
      message: expect.stringContaining('--control-port'),
    })
  })
})

describe("the systems' tables", () => {
  const PROC = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:1080 0100007F:A000 01 00000000:00000000 00:00000000 00000000  1000        0 77 1 0000000000000000 100 0 0 10 0
   1: 0100007F:1080 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 101213 1 00000000f698f81d 100 0 0 10 0
`

  test('Linux: only a socket that listens counts', () => {
    expect(listeningInode(PROC, 4224)).toBe('101213')
    expect(listeningInode(PROC, 4225)).toBeUndefined()
  })

  test('macOS: the first process and its command', () => {
    expect(readLsof('p512\ncControlCe\nf10\np513\ncnode\n')).toEqual({ pid: 512, name: 'ControlCe' })
    expect(readLsof('')).toBeUndefined()
  })

  test('Windows: in any language', () => {
    const rows = [
      'Aktive Verbindungen',
      '',
      '  Proto  Lokale Adresse         Remoteadresse          Status           PID',
      '  TCP    127.0.0.1:42240        0.0.0.0:0              ABHÖREN         11',
      '  TCP    127.0.0.1:4224         127.0.0.1:51000        HERGESTELLT     12',
      '  TCP    127.0.0.1:4224         0.0.0.0:0              ABHÖREN         4711',
    ].join('\r\n')
    expect(readNetstat(rows, 4224)).toBe(4711)
    expect(readNetstat(rows, 80)).toBeUndefined()
    expect(readTasklist('"node.exe","4711","Console","1","51.234 K"\r\n')).toBe('node.exe')
    expect(readTasklist('INFO: No tasks are running.')).toBeUndefined()
  })

  test('no text makes a reader throw', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(65_535), (text, port) => {
        listeningInode(text, port)
        readLsof(text)
        readNetstat(text, port)
        readTasklist(text)
      }),
    )
  })
})
