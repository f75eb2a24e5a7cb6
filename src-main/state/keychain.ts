/** The operating system's store of secrets, by account. Every call may reject with the system's own words. */
export interface Keychain {
  /** What people call it. */
  readonly name: string
  get(account: string): Promise<string | undefined>
  set(account: string, secret: string): Promise<void>
  /** False when there was nothing to delete. */
  remove(account: string): Promise<boolean>
}

const SERVICE = 'patchbay'

const NAMES: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  darwin: 'the macOS Keychain',
  win32: 'the Windows Credential Manager',
  linux: 'the Secret Service (GNOME Keyring, KWallet)',
}

/**
 * The system's keychain through @napi-rs/keyring, which is loaded at the first use. On Linux only the Secret Service will
 * do: the kernel keyring, which the library would fall back to, forgets everything at the next start.
 */
export function systemKeychain(): Keychain {
  const entry = async (account: string) => {
    const { AsyncEntry } = await import('@napi-rs/keyring')
    return new AsyncEntry(SERVICE, account, { linux: { store: 'secret-service' } })
  }
  return {
    name: NAMES[process.platform] ?? 'the system keychain',
    async get(account) {
      return (await (await entry(account)).getPassword()) ?? undefined
    },
    async set(account, secret) {
      await (await entry(account)).setPassword(secret)
    },
    async remove(account) {
      return (await entry(account)).deletePassword()
    },
  }
}
