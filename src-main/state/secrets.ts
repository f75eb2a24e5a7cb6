import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import type { Failure } from '../core/reply.ts'
import type { KeyReference, Provider } from '../core/routing/provider.ts'
import { type Keychain, systemKeychain } from './keychain.ts'

type SecretRead =
  /** Undefined: this provider is called without a key, or with the caller's own. */
  | { readonly ok: true; readonly value: string | undefined }
  | {
      readonly ok: false
      readonly failure: Failure
      /** Why there is none, and what to do, without the provider's name. */
      readonly reason: string
      /** The system's own words, where it has any. */
      readonly details?: string
    }

type SecretChange = { readonly ok: true } | { readonly ok: false; readonly message: string }

/** What a look-up needs to know of a provider. */
type KeyHolder = Pick<Provider, 'id' | 'key' | 'keyEnvironment'>

export interface Secrets {
  /** The key of a provider. Keychain and file are asked at most every 30 s. Never rejects; messages hold no secret. */
  read(provider: KeyHolder): Promise<SecretRead>
  /** Puts a key into the keychain; the next `read` sees it. */
  store(providerId: string, key: string): Promise<SecretChange>
  /** Takes a key out of the keychain; that there was none is no error. */
  forget(providerId: string): Promise<SecretChange>
  /** The values that this process has read or stored so far: whatever leaves it must not hold one of them. */
  known(): readonly string[]
  /** What people call the keychain. */
  readonly keychainName: string
  /** The keychain by its name, and whether it answers. */
  keychain(): Promise<{ readonly name: string; readonly available: boolean; readonly reason?: string }>
}

type Look = { readonly value?: string; readonly missing?: string; readonly details?: string }
type Lookup<K extends KeyReference['kind']> = (
  reference: Extract<KeyReference, { kind: K }>,
  provider: KeyHolder,
) => Look | Promise<Look>

const FOUND_FOR = 30_000
const MISSING_FOR = 2_000
const ACCOUNT_FOR_TEST = 'availability-check'

/** Finds the keys of providers where the settings say they are. There is no plain text of our own to fall back on. */
export function createSecrets(options: {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly keychain?: Keychain
  /** Milliseconds, for how long a look-up counts. */
  readonly now?: () => number
}): Secrets {
  const { environment, keychain = systemKeychain(), now = Date.now } = options
  const cache = new Map<string, { until: number; look: Promise<Look> }>()
  const known = new Set<string>()

  const remembered = (account: string, ask: () => Promise<Look>): Promise<Look> => {
    const known = cache.get(account)
    if (known && known.until > now()) return known.look
    const look = ask()
    const entry = { until: now() + FOUND_FOR, look }
    cache.set(account, entry)
    void look.then(({ missing }) => {
      if (missing !== undefined) entry.until = now() + MISSING_FOR
    })
    return look
  }

  const lookups: { readonly [K in KeyReference['kind']]: Lookup<K> } = {
    none: () => ({}),
    client: () => ({}),
    env: ({ name }) => {
      const value = environment[name]?.trim()
      if (value) return { value }
      return { missing: `The environment variable ${name} is not set. Set it and start Patchbay again.` }
    },
    file: ({ path }) => remembered(`file:${path}`, () => firstLine(path)),
    keychain: (_, { id, keyEnvironment = 'NAME' }) =>
      remembered(`keychain:${id}`, async () => {
        try {
          const value = (await keychain.get(id))?.trim()
          if (value) return { value }
          return {
            missing: `${capital(keychain.name)} holds no key for it. Store one with \`patchbay key set ${id}\`.`,
          }
        } catch (error) {
          return {
            missing: `${capital(keychain.name)} does not answer. Unlock it, or name the key as "env:${keyEnvironment}" or "file:PATH" in the settings.`,
            details: wordsOf(error),
          }
        }
      }),
  }

  const change = async (providerId: string, act: () => Promise<unknown>): Promise<SecretChange> => {
    try {
      await act()
      return { ok: true }
    } catch (error) {
      return {
        ok: false,
        message: `${capital(keychain.name)} does not answer (${wordsOf(error)}). Nothing was changed. Keys can also be named as "env:NAME" or "file:PATH" in the settings.`,
      }
    } finally {
      cache.delete(`keychain:${providerId}`)
    }
  }

  return {
    async read(provider) {
      const reference = provider.key
      const lookup = lookups[reference.kind] as Lookup<typeof reference.kind>
      const { value, missing, details } = await lookup(reference, provider)
      if (missing !== undefined) {
        const why = details === undefined ? missing : `${missing} (${details})`
        return { ok: false, failure: missingKey(provider.id, why), reason: missing, details }
      }
      if (value !== undefined) known.add(value)
      return { ok: true, value }
    },
    async store(providerId, key) {
      const secret = key.trim()
      if (secret === '' || /\s/.test(secret))
        return { ok: false, message: 'A key is one word without spaces or line breaks. Nothing was stored.' }
      known.add(secret)
      return change(providerId, () => keychain.set(providerId, secret))
    },
    known: () => [...known],
    keychainName: keychain.name,
    forget: providerId => change(providerId, () => keychain.remove(providerId)),
    async keychain() {
      try {
        await keychain.get(ACCOUNT_FOR_TEST)
        return { name: keychain.name, available: true }
      } catch (error) {
        return { name: keychain.name, available: false, reason: wordsOf(error) }
      }
    },
  }
}

const missingKey = (id: string, why: string): Failure => ({
  status: 503,
  code: 'provider_key_missing',
  message: `There is no key for the provider "${id}". ${why}`,
  origin: 'patchbay',
})

async function firstLine(path: string): Promise<Look> {
  const file = path.startsWith('~/') ? join(homedir(), path.slice(2)) : path
  if (!isAbsolute(file))
    return { missing: `"file:${path}" is not absolute. Write the whole path, or one with "~/".` }
  try {
    const value = (await readFile(file, 'utf8'))
      .replace(/^\uFEFF/, '')
      .split(/\r?\n/, 1)[0]
      ?.trim()
    return value ? { value } : { missing: `The first line of ${file} is empty. Write the key there.` }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'error'
    return { missing: `${file} cannot be read (${code}). Write the key into its first line.` }
  }
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** The system's own words, on one short line. */
const wordsOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ').trim().slice(0, 200)
