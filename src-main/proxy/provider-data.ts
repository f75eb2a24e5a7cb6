import type { IncomingHttpHeaders } from 'node:http'
import { isObject, type Json, parseJson } from '../core/json.ts'
import { found, type Result, refused } from './outcome.ts'

/** Keys that a caller brought for single providers, by provider id. Never logged. */
export type ProviderKeys = ReadonlyMap<string, string>

type Reader = (value: Json | undefined) => ProviderKeys | undefined

/** What can stand in a header: a line break in a key would fail later, as if the provider were at fault. */
const isKey = (value: Json | undefined): value is string =>
  typeof value === 'string' && /^[\x21-\x7e]+$/.test(value)

/** `{"anthropic": {"api_key": "…"}}` */
const readOurs: Reader = value => {
  if (!isObject(value)) return undefined
  const keys = new Map<string, string>()
  for (const [provider, data] of Object.entries(value)) {
    if (!isObject(data) || !isKey(data.api_key)) return undefined
    keys.set(provider, data.api_key)
  }
  return keys
}

/** Llama Stack's `{"anthropic_api_key": "…"}`; keys of tools stand beside them. */
const readLlamaStack: Reader = value => {
  if (!isObject(value)) return undefined
  const keys = new Map<string, string>()
  for (const [name, key] of Object.entries(value)) {
    const provider = /^(.+)_api_key$/.exec(name)?.[1]
    if (provider === undefined) continue
    if (!isKey(key)) return undefined
    keys.set(provider.replaceAll('_', '-'), key)
  }
  return keys
}

const HEADERS: readonly { readonly name: string; readonly read: Reader; readonly form: string }[] = [
  { name: 'x-llamastack-provider-data', read: readLlamaStack, form: '{"anthropic_api_key": "…"}' },
  { name: 'x-ogx-provider-data', read: readLlamaStack, form: '{"anthropic_api_key": "…"}' },
  { name: 'x-patchbay-provider-data', read: readOurs, form: '{"anthropic": {"api_key": "…"}}' },
]

/** Reads the keys of one request, in all three forms; our own header beats the body, both beat Llama Stack's headers. */
export function readProviderData(
  headers: IncomingHttpHeaders,
  field: Json | undefined,
): Result<ProviderKeys> {
  const keys = new Map<string, string>()
  for (const { name, read, form } of HEADERS) {
    if (name === 'x-patchbay-provider-data' && field !== undefined) {
      const given = readOurs(field)
      if (!given)
        return malformed('The body field "provider_data"', '{"anthropic": {"api_key": "…"}}', 'provider_data')
      for (const [provider, key] of given) keys.set(provider, key)
    }
    const text = headers[name]
    if (text === undefined) continue
    const given = typeof text === 'string' ? read(parseJson(text)) : undefined
    if (!given) return malformed(`The header ${name}`, form, name)
    for (const [provider, key] of given) keys.set(provider, key)
  }
  return found(keys)
}

const malformed = (what: string, form: string, param: string) =>
  refused(400, 'invalid_provider_data', `${what} must be JSON of the form ${form}.`, { param })
