import type { ResolvedTarget } from '../core/routing/resolution.ts'
import { splicePieces } from '../core/text/splice.ts'
import type { UpstreamBody } from '../upstream/send.ts'
import { admit, checkPaused, resolveFor } from './admission.ts'
import { fail } from './answers.ts'
import { readBody } from './body.ts'
import type { Call } from './call.ts'
import { proofFor } from './credentials.ts'
import type { Failover } from './failover.ts'
import { formModel, isForm } from './multipart.ts'
import { refused } from './outcome.ts'
import type { ProxyParts } from './parts.ts'
import { type PassEnd, pass } from './pass.ts'
import { type ProviderKeys, readProviderData } from './provider-data.ts'
import { refusal } from './refusal.ts'
import { passedBody } from './road.ts'
import { ownHeaders, shownName, type Trip } from './trip.ts'

/** Embeddings, images, audio and their like: the name is resolved and replaced, all else is passed as it is. */
export async function passOther(call: Call, parts: ProxyParts, failover: Failover): Promise<void> {
  if (isForm(call.request.headers['content-type'])) return passForm(call, parts, failover)
  const trip = await admit(call, parts)
  if (!trip.ok) return fail(call, trip.failure)
  const { resolution } = trip.value
  await failover.run({
    call,
    parts,
    resolution,
    go: target => send({ ...trip.value, target, body: passedBody({ ...trip.value, target }) }),
  })
}

/** Audio and image edits come as forms. */
async function passForm(call: Call, parts: ProxyParts, failover: Failover): Promise<void> {
  const ready = checkPaused(parts)
  if (!ready.ok) return fail(call, ready.failure)
  const body = await readBody(call.request)
  if (!body.ok) return fail(call, body.failure)
  const bytes = body.value
  call.journal.note({ bytesIn: bytes.length })
  call.journal.record.clientSize(bytes.length)
  const brought = readProviderData(call.request.headers, undefined)
  if (!brought.ok) return fail(call, brought.failure)
  const model = formModel(bytes, call.request.headers['content-type'])
  if (!model) return fail(call, noModel.failure)
  const resolution = await resolveFor(call, parts, model.name)
  if (!resolution.ok) return fail(call, resolution.failure)
  await failover.run({
    call,
    parts,
    resolution: resolution.value,
    go: target =>
      send({
        call,
        parts,
        resolution: resolution.value,
        brought: brought.value,
        target,
        body: splicePieces(bytes, [model.edit(target.upstreamId)]),
      }),
  })
}

const noModel = refused(400, 'model_required', 'The form needs exactly one field "model".', {
  param: 'model',
})

async function send(
  options: Pick<Trip, 'call' | 'parts' | 'resolution'> & {
    readonly brought: ProviderKeys
    readonly target: ResolvedTarget
    readonly body: UpstreamBody
  },
): Promise<PassEnd> {
  const { call, parts, target, brought, body } = options
  call.journal.note({ modelId: target.modelId, upstreamDialect: call.spoken, action: 'pass' })
  const proof = await proofFor({
    call,
    parts,
    provider: target.provider,
    brought,
    dialect: undefined,
    action: 'pass',
  })
  if (!proof.ok) return refusal(proof.failure)
  return pass({
    call,
    parts,
    target,
    dialect: undefined,
    path: call.path + call.query,
    body,
    contentType: call.request.headers['content-type'],
    rename: shownName(options),
    endsWithoutMark: true,
    ownHeaders: ownHeaders(options, 'pass'),
    proof: proof.value,
  })
}
