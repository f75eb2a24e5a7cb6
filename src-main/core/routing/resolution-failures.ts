import type { Failure } from '../reply.ts'
import type { ResolvedTarget } from './resolution.ts'

/** Names are quoted in messages and may be anything: control characters are escaped, long ones cut. */
export const quote = (name: string): string =>
  JSON.stringify(name.length > 100 ? `${name.slice(0, 100)}…` : name)

const failure = (status: number, code: string, message: string, candidates?: readonly string[]): Failure => ({
  status,
  code,
  type: 'invalid_request_error',
  message,
  param: 'model',
  candidates,
  origin: 'patchbay',
})

/** Who reads a failure may have the window before him, or a terminal. */
const WHERE_ALIASES_ARE = 'on the Aliases page or with `patchbay alias set`'

export const modelRequired = (): Failure =>
  failure(
    400,
    'model_required',
    'The request needs "model", a non-empty string. GET /v1/models lists the names there are.',
  )

/** Nothing of that name. The edge of the Messages dialect answers 400 in place of 404. */
export const modelNotFound = (name: string, candidates: readonly string[]): Failure =>
  failure(
    404,
    'model_not_found',
    sentence([
      `No model or alias is called ${quote(name)}.`,
      didYouMean(candidates),
      `To give this name a meaning, make an alias ${WHERE_ALIASES_ARE}.`,
    ]),
    candidates,
  )

export function providerNotConfigured(options: {
  readonly name: string
  readonly candidates: readonly string[]
  readonly configured: readonly string[]
}): Failure {
  const { name, candidates, configured } = options
  const there =
    configured.length > 0 ? `Configured are: ${configured.join(', ')}.` : 'None is configured yet.'
  return failure(
    404,
    'provider_not_configured',
    sentence([
      `No provider is called ${quote(name.split('/', 1)[0] ?? '')}, and no model or alias ${quote(name)}.`,
      there,
      didYouMean(candidates),
      `Add the provider, or make an alias ${WHERE_ALIASES_ARE}.`,
    ]),
    candidates,
  )
}

export const ambiguousModel = (name: string, candidates: readonly string[]): Failure =>
  failure(
    400,
    'ambiguous_model',
    `Several providers have ${quote(name)}: ${candidates.join(', ')}. Call one of these, or set "ambiguous": "first".`,
    candidates,
  )

export const modelDisabled = ({ modelId }: ResolvedTarget): Failure =>
  failure(
    400,
    'model_disabled',
    `${quote(modelId)} is disabled in the settings. Enable it on the Models page, or in "models" of settings.jsonc.`,
  )

/** `why` is a clause: what became of each target. */
export const aliasTargetMissing = (key: string, why: string): Failure =>
  failure(
    400,
    'alias_target_missing',
    `The alias ${quote(key)} points nowhere: ${why}. Change its target ${WHERE_ALIASES_ARE}.`,
  )

export const defaultModelMissing = (name: string, defaultModel: string): Failure =>
  failure(
    400,
    'default_model_missing',
    `No model or alias is called ${quote(name)}, and the default model ${quote(defaultModel)} leads nowhere. Change "defaultModel" in the settings.`,
  )

const sentence = (parts: readonly (string | undefined)[]): string => parts.filter(Boolean).join(' ')

const didYouMean = (candidates: readonly string[]): string | undefined =>
  candidates.length > 0 ? `Did you mean ${candidates.map(quote).join(' or ')}?` : undefined
