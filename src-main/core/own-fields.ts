import type { FileBlock, ImageBlock, ToolCallBlock } from './conversation.ts'
import { isObject, type Json } from './json.ts'
import type { Ledger } from './ledger.ts'

/** Tells of the fields that only the vendor of an image, a file or a call knows; they go to nobody. */
export function loseOwnFields(
  { ownFields = [], path }: ImageBlock | FileBlock | ToolCallBlock,
  ledger: Ledger,
): void {
  for (const name of ownFields) ledger.lose('unsupported_parameter', `${path}.${name}`)
}

/** What a call says of who made it, where that was no model but a program that its vendor runs. */
export const ownCaller = (caller: Json | undefined): Pick<ToolCallBlock, 'ownFields'> =>
  isObject(caller) && caller.type !== 'direct' ? { ownFields: ['caller'] } : {}
