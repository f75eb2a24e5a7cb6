import type { FileBlock, ImageBlock } from './conversation.ts'
import type { Ledger } from './ledger.ts'

/** Tells of the fields that only the vendor of an image or a file knows; they go to nobody. */
export function loseOwnFields({ ownFields = [], path }: ImageBlock | FileBlock, ledger: Ledger): void {
  for (const name of ownFields) ledger.lose('unsupported_parameter', `${path}.${name}`)
}
