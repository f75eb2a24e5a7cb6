/** Values as JSON carries them. Wire bodies are `JsonObject` until a reader has looked at them. */
export type Json = null | boolean | number | string | Json[] | JsonObject
export type JsonObject = { [key: string]: Json | undefined }

/** Not what `parseExact` keeps as it was written. */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !isWritten(value)

const isWritten: (value: unknown) => boolean = Reflect.get(JSON, 'isRawJSON')

/** The string, or undefined: for tolerant readers of fields that providers fill with anything. */
export const asString = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : undefined

/** The finite number, or undefined. */
export const asNumber = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined

/** The boolean, or undefined. */
export const asBoolean = (value: unknown): boolean | undefined =>
  typeof value === 'boolean' ? value : undefined

/** The object's entries as an object, or an empty one. */
export const asObject = (value: unknown): JsonObject => (isObject(value) ? value : {})

/** The array, or an empty one. */
export const asArray = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : [])

/** Parses, or gives undefined: broken JSON is an expected input here, never an exception. */
export function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}
