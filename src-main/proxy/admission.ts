import type { Dialect } from '../core/conversation.ts'
import type { Json } from '../core/json.ts'
import type { Resolution } from '../core/routing/resolution.ts'
import { resolve } from '../core/routing/resolve.ts'
import { type Peek, peek } from '../core/text/peek.ts'
import { removalEdits, splicePieces } from '../core/text/splice.ts'
import { checkJsonType, holds, readBody } from './body.ts'
import type { Call } from './call.ts'
import type { LocalKey } from './local-key.ts'
import { found, type Result, refused } from './outcome.ts'
import type { ProxyParts } from './parts.ts'
import { readProviderData } from './provider-data.ts'
import type { Trip } from './trip.ts'

/** Reads a JSON request of a model: its body, the keys it brings, and what its name means. */
export async function admit(call: Call, parts: ProxyParts): Promise<Result<Trip>> {
  const ready = checkPaused(parts)
  if (!ready.ok) return ready
  const type = checkJsonType(call.request.headers['content-type'])
  if (!type.ok) return type
  const body = await readBody(call.request)
  if (!body.ok) return body
  const bytes = body.value
  call.journal.note({ bytesIn: bytes.length })
  const peeked = peek(bytes)
  recordBody(call, bytes, peeked)
  if (!peeked)
    return refused(400, 'invalid_json', 'The body is not a valid JSON object. Correct it and send it again.')
  call.journal.note({ stream: peeked.stream })
  const brought = readProviderData(call.request.headers, peeked.providerData)
  if (!brought.ok) return brought
  const resolution = await resolveFor(call, parts, peeked.model)
  if (!resolution.ok) return resolution
  return found({
    call,
    parts,
    bytes,
    peeked,
    shape: shapeOf(call.dialect, peeked.has),
    resolution: resolution.value,
    brought: brought.value,
  })
}

const PROVIDER_DATA = Buffer.from('provider_data')

/** Records the body as it came, but for the keys that it may bring for providers: nobody ever sees those again. */
export function recordBody({ journal }: Call, bytes: Uint8Array, peeked: Peek | undefined): void {
  const { record } = journal
  if (peeked?.has('provider_data'))
    record.clientBody(
      splicePieces(
        bytes,
        removalEdits(peeked.members, key => key === 'provider_data'),
      ),
    )
  else if (!peeked && holds(bytes, PROVIDER_DATA)) record.clientSize(bytes.length)
  else record.clientBody(bytes)
}

/** Cursor sends Responses bodies to the path of Chat (interface §3). */
const shapeOf = (dialect: Dialect, has: (key: string) => boolean): Dialect =>
  dialect === 'chat' && has('input') && !has('messages') ? 'responses' : dialect

export function checkPaused(parts: Pick<ProxyParts, 'paused' | 'pageUrl'>): Result<undefined> {
  if (!parts.paused()) return found(undefined)
  const message = `Patchbay is paused. Resume it from its tray icon or at ${parts.pageUrl()}.`
  return refused(503, 'proxy_paused', message)
}

/** What a name means for this call, with the way there in its journal. */
export async function resolveFor(
  call: Call,
  parts: ProxyParts,
  name: Json | undefined,
): Promise<Result<Resolution>> {
  const { key, journal } = call
  if (typeof name === 'string') journal.note({ requested: name })
  const note = (steps: Resolution['steps']) => journal.note({ steps })
  const resolution = await resolveName({ key, parts, name, note })
  if (!resolution.ok) return resolution
  const { route, targets, warnings } = resolution.value
  journal.note({ route, modelId: targets[0].modelId })
  journal.lose(warnings)
  return resolution
}

/** What a name means for the holder of a key. An unknown one is looked up once more in fresh lists. */
export async function resolveName(options: {
  readonly key: LocalKey | undefined
  readonly parts: Pick<ProxyParts, 'directory' | 'refreshOnMiss' | 'pageUrl'>
  readonly name: Json | undefined
  readonly note?: (steps: Resolution['steps']) => void
}): Promise<Result<Resolution>> {
  const { key, parts, name } = options
  const allowed = (providerId: string) => mayUse(key, providerId)
  let resolution = resolve(name, parts.directory(), { allowed })
  if (!resolution.ok && resolution.refreshable && (await parts.refreshOnMiss()))
    resolution = resolve(name, parts.directory(), { allowed })
  options.note?.(resolution.steps)
  if (!resolution.ok) return { ok: false, failure: withPage(resolution.failure, parts.pageUrl()) }
  const [first, ...others] = resolution.targets.filter(({ provider }) => allowed(provider.id))
  if (first) return found({ ...resolution, targets: [first, ...others] })
  const [{ provider }] = resolution.targets
  return refused(
    403,
    'provider_not_allowed',
    `The local key "${key?.name}" may not use provider "${provider.id}". Use another key, or change its limits on the page.`,
    { type: 'permission_error', param: 'model' },
  )
}

export const mayUse = (key: LocalKey | undefined, providerId: string): boolean =>
  key?.providers === undefined || key.providers.includes(providerId)

/** Failures that a new alias would mend say where one can be made. */
const MENDED_BY_ALIAS = new Set(['model_not_found', 'provider_not_configured', 'alias_target_missing'])

const withPage = <F extends { readonly code?: string; readonly message: string }>(
  failure: F,
  page: string,
): F =>
  page !== '' && MENDED_BY_ALIAS.has(failure.code ?? '')
    ? { ...failure, message: `${failure.message} The Aliases page is at ${page}/aliases.` }
    : failure
