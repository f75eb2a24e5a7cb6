import { LOSSES } from '../../../src-main/control/contract/losses.ts'

/** What a loss or warning means, as a sentence; a code that this page does not know yet, in words. */
export const lossMeaning = (code: string): string =>
  Object.entries(LOSSES).find(([known]) => known === code)?.[1] ?? code.replaceAll('_', ' ')
