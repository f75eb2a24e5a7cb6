import { text } from 'node:stream/consumers'
import { DEMO_ID } from '../demo/server.ts'
import { openHome } from '../state/home.ts'
import { type LocalKeys, openLocalKeys } from '../state/local-keys.ts'
import { orComplain } from './or-complain.ts'
import { complain, print, table, tell } from './terminal.ts'
import { withWorkspace } from './with-workspace.ts'

/** Opens the keys, uses them, and lets go of the file. */
const withKeys = (home: string | undefined, use: (keys: LocalKeys) => Promise<void> | void): Promise<void> =>
  orComplain(async () => {
    const keys = await openLocalKeys({ home: openHome({ home, environment: process.env }) })
    try {
      await use(keys)
    } finally {
      await keys.close()
    }
  })

/** Prints the first local key and nothing else, so that it can be a client's token command. */
export const printKey = ({ home }: { home?: string }) => withKeys(home, keys => print(keys.primary()))

export const listKeys = ({ home }: { home?: string }) =>
  withKeys(home, keys => {
    const rows = keys
      .list()
      .map(({ name, providers }) => [name, providers ? `for ${providers.join(', ')}` : 'for all providers'])
    for (const line of table(rows)) print(line)
  })

export function newKey({ home, name, providers }: { home?: string; name: string; providers: string[] }) {
  if (providers.length === 0) return withKeys(home, async keys => void (await make(keys, name)))
  return withWorkspace({ home }, async workspace => {
    if (!(await make(workspace.localKeys, name, providers))) return
    const missing = providers.filter(id => !Object.hasOwn(workspace.settings().providers, id))
    if (missing.includes(DEMO_ID)) tell(`${DEMO_ID} is a provider while Patchbay runs with --demo.`)
    const unknown = missing.filter(id => id !== DEMO_ID)
    if (unknown.length > 0)
      tell(
        `No provider is called ${unknown.join(' or ')} in the settings: the key opens nothing there until one is.`,
      )
  })
}

/** Makes a key and prints it; false where it said why there is none. */
async function make(keys: LocalKeys, name: string, providers?: string[]): Promise<boolean> {
  const made = await keys.create(name, providers)
  if (made !== undefined) print(made)
  else if (name === '') complain('A key needs a name: that of the client which is to use it.')
  else complain(`There is a key "${name}" already. Revoke it first, or choose another name.`)
  return made !== undefined
}

export const revokeKey = ({ home, name }: { home?: string; name: string }) =>
  withKeys(home, async keys => {
    if (!(await keys.revoke(name)))
      return complain(`There is no key "${name}". \`patchbay key list\` prints those there are.`)
    print(`The key "${name}" opens nothing any more.`)
  })

/** Reads a provider's key from standard input, never from the arguments, where other programs could see it. */
export const storeKey = ({ home, provider }: { home?: string; provider: string }) =>
  withWorkspace({ home }, async ({ secrets, settings }) => {
    if (process.stdin.isTTY) tell(`Type or paste the key for ${provider}, then Enter and Ctrl-D:`)
    const value = (await text(process.stdin)).trim()
    if (value === '') return complain('No key was given; nothing was stored.')
    const stored = await secrets.store(provider, value)
    if (!stored.ok) return complain(stored.message)
    const { name } = await secrets.keychain()
    print(`The key for ${provider} is in ${name}.`)
    if (settings().providers[provider]?.key !== 'keychain') {
      tell(`To use it, set "key": "keychain" for providers.${provider} in the settings.`)
    }
  })

export const forgetKey = ({ home, provider }: { home?: string; provider: string }) =>
  withWorkspace({ home }, async ({ secrets }) => {
    const gone = await secrets.forget(provider)
    if (!gone.ok) return complain(gone.message)
    print(`The key for ${provider} is no longer in the keychain.`)
  })
