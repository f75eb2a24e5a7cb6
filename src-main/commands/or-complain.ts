import { HomeError } from '../state/home.ts'
import { LocalKeysError } from '../state/local-keys.ts'
import { complain } from './terminal.ts'

/** Does what a command does. A home or keys that cannot be used are said without a stack and end it with 2. */
export async function orComplain(act: () => Promise<void>): Promise<void> {
  try {
    await act()
  } catch (error) {
    if (!(error instanceof LocalKeysError || error instanceof HomeError)) throw error
    complain(error.message)
  }
}
