import type { Resolution, ResolvedTarget } from '../core/routing/resolution.ts'
import { mayUse } from './admission.ts'
import { answerRefusal, fail } from './answers.ts'
import type { Call } from './call.ts'
import { proofFor } from './credentials.ts'
import { answerKept } from './kept-replies.ts'
import { refused } from './outcome.ts'
import type { ProxyParts } from './parts.ts'
import { pass } from './pass.ts'
import { readProviderData } from './provider-data.ts'
import { ownHeaders, shownName } from './trip.ts'

/** Whose replies lie where: Responses that a provider stored are asked for by id alone. */
export interface ReplyOwners {
  keep(id: string, owner: Owner): void
  find(id: string): Owner | undefined
}

interface Owner {
  readonly resolution: Resolution
  readonly target: ResolvedTarget
}

const MOST = 5_000

/** Remembers the replies of this run, the last 5,000. */
export function createReplyOwners(): ReplyOwners {
  const owners = new Map<string, Owner>()
  return {
    keep(id, owner) {
      owners.delete(id)
      owners.set(id, owner)
      const [oldest] = owners.keys()
      if (owners.size > MOST && oldest !== undefined) owners.delete(oldest)
    },
    find: id => owners.get(id),
  }
}

/** `GET|DELETE /responses/{id}` and what lies below: answered here or by the provider, whoever has the reply. */
export async function passStored(call: Call, parts: ProxyParts, owners: ReplyOwners): Promise<void> {
  const id = /^\/responses\/([^/]+)/.exec(call.path)?.[1] ?? ''
  if (answerKept(call, parts, id)) return
  const owner = owners.find(id)
  const target = owner?.target ?? onlyPlace(parts)
  if (!target || !mayUse(call.key, target.provider.id)) return fail(call, notFound(id).failure)
  const { provider } = target
  const brought = readProviderData(call.request.headers, undefined)
  if (!brought.ok) return fail(call, brought.failure)
  const dialect = 'responses'
  const proof = await proofFor({ call, parts, provider, brought: brought.value, dialect, action: 'pass' })
  if (!proof.ok) return fail(call, proof.failure)
  call.journal.note({ modelId: owner?.target.modelId, upstreamDialect: dialect, action: 'pass' })
  // Where the model is not known, none is named.
  const own = owner ? ownHeaders({ call, ...owner }, 'pass') : { 'x-request-id': call.id }
  const end = await pass({
    call,
    parts,
    target,
    dialect,
    method: methodOf(call),
    path: (provider.paths?.responses ?? '/responses') + call.path.slice('/responses'.length) + call.query,
    contentType: undefined,
    rename: owner && shownName({ parts, ...owner }),
    endsWithoutMark: true,
    ownHeaders: own,
    proof: proof.value,
  })
  if (end.kind !== 'refused') return
  if (!owner && end.status === 404) return fail(call, notFound(id, provider.id).failure)
  answerRefusal({ call, parts, refusal: end, own })
}

const methodOf = ({ request }: Call) =>
  request.method === 'DELETE' || request.method === 'POST' ? request.method : 'GET'

/** Where one provider alone serves Responses, an id of an earlier run can only be its own; of which model is not known. */
function onlyPlace(parts: ProxyParts): ResolvedTarget | undefined {
  const directory = parts.directory()
  const [provider, ...others] = directory.providers.filter(({ endpoints }) => endpoints.includes('responses'))
  if (!provider || others.length > 0) return undefined
  return { ...directory.targetOf(provider, ''), modelId: provider.id }
}

/** `asked`: the provider that does not have it, either. */
const notFound = (id: string, asked?: string) =>
  refused(
    404,
    'response_not_found',
    `No reply "${id.slice(0, 80)}" is known here${asked === undefined ? '' : ` or to provider "${asked}"`}: providers keep only what was asked for with "store", and Patchbay knows whose it is until it ends. Send the whole conversation instead.`,
    { type: 'invalid_request_error' },
  )
