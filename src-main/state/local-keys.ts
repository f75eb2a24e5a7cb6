import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import writeFileAtomic from 'write-file-atomic'
import { z } from 'zod'
import { whileLocked } from './file-lock.ts'
import type { Home } from './home.ts'
import { watchFile } from './watch-file.ts'

const entrySchema = z.strictObject({
  name: z.string().min(1),
  token: z.string().min(20),
  /** Milliseconds since the epoch. */
  createdAt: z.number(),
  providers: z.array(z.string()).optional(),
})
const fileSchema = z.strictObject({ version: z.literal(1), keys: z.array(entrySchema) })
type Entry = z.infer<typeof entrySchema>

/** A local key without its secret. `providers` absent: it may use all. */
interface LocalKey {
  readonly name: string
  readonly createdAt: number
  readonly providers?: readonly string[]
}

/** Who a token belongs to. */
type LocalKeyHolder = Pick<LocalKey, 'name' | 'providers'>

export interface LocalKeys {
  /** The first key, which is always there. */
  primary(): string
  /** The token of a named key, for a client's token command. */
  token(name: string): string | undefined
  list(): readonly LocalKey[]
  /** Whose token this is; undefined for no one's. Takes the same time for every wrong token. */
  check(token: string): LocalKeyHolder | undefined
  /** Makes a key; undefined when the name is taken or empty. Limited to providers when they are given. */
  create(name: string, providers?: readonly string[]): Promise<string | undefined>
  /** Ends a key; false when there is none of that name. The first key is replaced by a fresh one. */
  revoke(name: string): Promise<boolean>
  close(): Promise<void>
}

/** keys.json is there but cannot be read. It is never overwritten. */
export class LocalKeysError extends Error {
  override name = 'LocalKeysError'
}

const PRIMARY = 'default'
const PREFIX = 'pb-local-'

/**
 * Opens keys.json (mode 0600) and follows its changes; makes it, with a first key, where it is missing. Several processes
 * may use it at once. Rejects with a LocalKeysError when the file is broken at the start; one that breaks later leaves
 * the last good keys in force, and is logged.
 */
export async function openLocalKeys(options: {
  readonly home: Pick<Home, 'keysFile'>
  readonly log?: (line: string) => void
  /** Milliseconds since the epoch. */
  readonly now?: () => number
}): Promise<LocalKeys> {
  const { home, log = () => {}, now = Date.now } = options
  const file = home.keysFile
  let keys: readonly (Entry & { hash: Buffer })[] = []
  let stamp = ''

  const adopt = (entries: readonly Entry[]): void => {
    keys = entries.map(entry => ({ ...entry, hash: hashOf(entry.token) }))
  }
  const reload = (): void => {
    // Taken before reading: a change in between is then seen at the next look, never missed.
    const found = stampOf(file)
    if (found === stamp) return
    stamp = found
    try {
      adopt(readKeys(file))
    } catch (error) {
      log(`${error instanceof Error ? error.message : String(error)} The keys known before stay in force.`)
    }
  }
  const write = async (entries: readonly Entry[]): Promise<void> => {
    await writeFileAtomic(file, `${JSON.stringify({ version: 1, keys: entries }, null, 2)}\n`, {
      mode: 0o600,
    })
    stamp = stampOf(file)
    adopt(entries)
  }
  const fresh = (name: string, providers?: readonly string[]): Entry => ({
    name,
    token: PREFIX + randomBytes(32).toString('base64url'),
    createdAt: now(),
    ...(providers && { providers: [...providers] }),
  })
  const find = (token: string) => {
    const hash = hashOf(token)
    let found: Entry | undefined
    // No early exit: the time must not tell how many keys there are before the right one.
    for (const key of keys) if (timingSafeEqual(hash, key.hash)) found = key
    return found
  }

  await whileLocked(file, async () => {
    stamp = stampOf(file)
    const entries = readKeys(file)
    if (entries.some(({ name }) => name === PRIMARY)) adopt(entries)
    else await write([fresh(PRIMARY), ...entries])
  })
  const unwatch = await watchFile(file, reload, reason => log(`${file} can no longer be watched: ${reason}`))

  return {
    primary: () => keys.find(({ name }) => name === PRIMARY)?.token ?? '',
    token: wanted => keys.find(({ name }) => name === wanted)?.token,
    list: () => keys.map(({ name, createdAt, providers }) => ({ name, createdAt, providers })),
    check(token) {
      let found = find(token)
      if (!found && stampOf(file) !== stamp) {
        // Another process may have made this key a moment ago, before the watcher saw it.
        reload()
        found = find(token)
      }
      return found && { name: found.name, providers: found.providers }
    },
    create: async (name, providers) => {
      if (name === '') return undefined
      return whileLocked(file, async () => {
        const entries = readKeys(file)
        if (entries.some(entry => entry.name === name)) return undefined
        const entry = fresh(name, providers)
        await write([...entries, entry])
        return entry.token
      })
    },
    revoke: name =>
      whileLocked(file, async () => {
        const entries = readKeys(file)
        const left = entries.filter(entry => entry.name !== name)
        if (left.length === entries.length) return false
        await write(name === PRIMARY ? [fresh(PRIMARY), ...left] : left)
        return true
      }),
    close: unwatch,
  }
}

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()

/** Changes whenever the file is replaced or written; empty while there is none. */
function stampOf(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false })
  return found ? `${found.ino}-${found.mtimeMs}-${found.size}` : ''
}

function readKeys(file: string): Entry[] {
  if (!statSync(file, { throwIfNoEntry: false })) return []
  try {
    return fileSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).keys
  } catch {
    // The parser's own words would repeat parts of the file, which holds secrets.
    throw new LocalKeysError(
      `${file} cannot be read as local keys. Correct it, or move it away and start again: then a new key is made and clients need it.`,
    )
  }
}
