import { randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'

/** A file of the page with the headers it needs; the nonce of an HTML page is new each time. */
export interface PageFile {
  readonly status: 200 | 404 | 503
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer | string
}

/** The build writes it wherever a nonce belongs (electron.vite.config.ts, `html.cspNonce`). */
const NONCE = /PATCHBAY_NONCE/g

/** `/`, `/aliases` and the like: the page itself knows which it has, and says so of those it has not. Files have a dot. */
const PAGE_PATH = /^\/[a-z-]*$/

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

const ALWAYS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
} as const

/**
 * Holds the built page in memory and gives its files by path, so that no request ever becomes a path on disk. A folder
 * that is not there gives a text that says how to build it.
 */
export async function loadPage(folder: string): Promise<(path: string) => PageFile> {
  const files = await readAll(folder)
  return path => {
    const name = PAGE_PATH.test(path) ? '/index.html' : path
    const body = files.get(name)
    if (body === undefined) {
      return files.size === 0
        ? text(
            503,
            'The page is not built yet. Run `npm run build` and start again; the proxy works without it.\n',
          )
        : text(404, 'There is no such page.\n')
    }
    const headers = { ...ALWAYS, 'content-type': TYPES[extname(name)] ?? 'application/octet-stream' }
    if (extname(name) !== '.html') return { status: 200, headers, body }
    const nonce = randomBytes(16).toString('base64')
    return {
      status: 200,
      headers: { ...headers, 'content-security-policy': policy(nonce) },
      body: body.toString('utf8').replace(NONCE, nonce),
    }
  }
}

/** Everything from this server or nothing at all. Only styles need the nonce: Mantine writes its colours in one. */
const policy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

const text = (status: 404 | 503, body: string): PageFile => ({
  status,
  headers: {
    ...ALWAYS,
    'content-type': 'text/plain; charset=utf-8',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  },
  body,
})

async function readAll(folder: string): Promise<ReadonlyMap<string, Buffer>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(absent)
  const paths = entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name))
  return new Map(
    await Promise.all(
      paths.map(
        async path => [`/${relative(folder, path).split(sep).join('/')}`, await readFile(path)] as const,
      ),
    ),
  )
}

function absent(error: NodeJS.ErrnoException): [] {
  if (error.code === 'ENOENT') return []
  throw error
}
