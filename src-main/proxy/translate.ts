import type { Conversation } from '../core/conversation.ts'
import type { Outcome, WireRequest } from '../core/dialects/dialect.ts'
import { dialects } from '../core/dialects/index.ts'
import type { Json, JsonObject } from '../core/json.ts'
import { isTooDeep } from '../core/nesting.ts'
import type { Loss } from '../core/reply.ts'
import { targetFor } from '../core/routing/endpoints.ts'
import type { Target } from '../core/target.ts'
import { ask } from './ask.ts'
import { asCompaction, withTrigger } from './compact.ts'
import type { Proof } from './credentials.ts'
import { fixedHeaders } from './headers.ts'
import { refused, tooDeep } from './outcome.ts'
import { answerPrewarm, isPrewarm } from './prewarm.ts'
import { type Refusal, refusal } from './refusal.ts'
import { inCallersPaths, recallAll, remember } from './response-state.ts'
import { giveTranslated } from './translated-reply.ts'
import { bodyOf, type Leg, writeContext } from './trip.ts'

export type TranslateEnd = { readonly kind: 'answered' } | Refusal

/** Reads the request in its dialect, writes it in the target's, and gives the reply in the dialect of the path. */
export async function translate(leg: Leg, proof: Proof): Promise<TranslateEnd> {
  const { call, parts, target: resolved, to } = leg
  const target = targetFor(resolved, to)
  const written = rewrite(leg, target)
  if (!written.ok) return refusal(written.failure)
  const { conversation, request, input } = written.value
  if (written.losses.length > 0 && parts.settings().dispatch.lossy === 'reject')
    return refusal(tooLossy(written.losses))
  if (isPrewarm(conversation)) {
    answerPrewarm(leg, writeContext(leg, { conversation, target }))
    return { kind: 'answered' }
  }
  const { provider } = resolved
  const asked = await ask({
    call,
    parts,
    target: resolved,
    dialect: to,
    action: 'translate',
    path: provider.paths?.[to] ?? dialects[to].path,
    headers: {
      'user-agent': 'patchbay',
      ...fixedHeaders(provider),
      ...lowerCased(request.headers),
      'content-type': 'application/json',
      accept: conversation.stream ? 'text/event-stream' : 'application/json',
      'accept-encoding': 'identity',
    },
    body: JSON.stringify(request.body),
    proof,
  })
  if (asked.kind === 'refused') return { ...asked, sent: request.body }
  call.journal.lose(written.losses)
  const isKept = leg.shape === 'responses' && call.dialect === 'responses' && !leg.compacts
  return giveTranslated({
    leg,
    reply: asked.reply,
    context: { conversation, target },
    asked: request.body,
    ...(leg.compacts && { shaped: asCompaction }),
    ...(isKept && { keep: reply => remember(leg, input, reply) }),
  })
}

interface Rewritten {
  readonly conversation: Conversation
  readonly request: WireRequest
  /** Of Responses: all that the model is told, earlier replies included. */
  readonly input: Json | undefined
}

function rewrite(leg: Leg, target: Target): Outcome<Rewritten> {
  const { provider_data: _, ...asked } = bodyOf(leg)
  const body = leg.compacts ? withTrigger(asked) : asked
  if (isTooDeep(body)) return tooDeep()
  if (leg.shape !== 'responses') return rewriteBody(leg, body, target)
  const recalled = recallAll(leg, body)
  if (!recalled.ok) return recalled
  const outcome = inCallersPaths(rewriteBody(leg, recalled.value.body, target), recalled.value)
  if (!outcome.ok) return outcome
  // The reply repeats the request as the caller made it.
  const conversation = { ...outcome.value.conversation, body }
  return { ...outcome, value: { ...outcome.value, conversation } }
}

function rewriteBody({ shape, to }: Leg, body: JsonObject, target: Target): Outcome<Rewritten> {
  const read = dialects[shape].readRequest(body)
  if (!read.ok) return read
  const written = dialects[to].writeRequest(read.value, target)
  if (!written.ok) return written
  return {
    ok: true,
    value: { conversation: read.value, request: written.value, input: body.input },
    losses: [...read.losses, ...written.losses],
  }
}

const lowerCased = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))

function tooLossy(losses: readonly Loss[]) {
  const named = losses.map(({ code, path }) => (path ? `${path} (${code})` : code))
  const message = `This model's endpoint cannot keep ${named.slice(0, 10).join(', ')}. Leave it out, or set "dispatch": { "lossy": "warn" } to go without.`
  return refused(400, 'unsupported_parameter', message, { param: losses[0]?.path }).failure
}
