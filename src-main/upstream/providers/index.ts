import type { KeyReference, Provider, ProviderPreset } from '../../core/routing/provider.ts'
import type { Problem, ProviderSettings, Settings } from '../../core/routing/settings.ts'
import { anthropic } from './anthropic.ts'
import { BEARER } from './auth-styles.ts'
import { baseUrlProblem, trimBaseUrl } from './base-url.ts'
import { deepseek } from './deepseek.ts'
import { gemini } from './gemini.ts'
import { githubCopilot } from './github-copilot.ts'
import { groq } from './groq.ts'
import { llamaCpp } from './llama-cpp.ts'
import { lmStudio } from './lm-studio.ts'
import { mistral } from './mistral.ts'
import { ollama } from './ollama.ts'
import { openai } from './openai.ts'
import { openrouter } from './openrouter.ts'
import { vllm } from './vllm.ts'
import { xai } from './xai.ts'

/** The bundled providers by the name that settings use. */
export const presets: Readonly<Record<string, ProviderPreset>> = {
  openai,
  anthropic,
  openrouter,
  'github-copilot': githubCopilot,
  gemini,
  xai,
  mistral,
  deepseek,
  groq,
  ollama,
  'lm-studio': lmStudio,
  'llama-cpp': llamaCpp,
  vllm,
}

/** What holds for a base URL that nobody has described: OpenAI's habits, and nothing special. */
const unknownPreset = (id: string): Omit<ProviderPreset, 'baseUrl' | 'endpoints'> => ({
  name: id,
  auth: BEARER,
  listPath: '/models',
  needsKey: false,
  source: 'settings.jsonc',
})

/**
 * The providers of the settings, in their order, each merged with its preset. One that has a problem is left out; the others
 * stay.
 */
export function configureProviders(settings: Pick<Settings, 'providers'>): {
  readonly providers: Provider[]
  readonly problems: Problem[]
} {
  const providers: Provider[] = []
  const problems: Problem[] = []
  for (const [id, given] of Object.entries(settings.providers)) {
    const configured = configure(id, given)
    if ('reason' in configured) problems.push(configured)
    else providers.push(configured)
  }
  return { providers, problems }
}

function configure(id: string, given: ProviderSettings): Provider | Problem {
  const path = ['providers', id]
  const preset = given.preset === undefined ? undefined : presetOf(given.preset)
  if (given.preset !== undefined && !preset) {
    const known = Object.keys(presets).join(', ')
    return { path: [...path, 'preset'], reason: `there is no preset "${given.preset}"; there are: ${known}` }
  }
  const baseUrl = given.baseUrl ?? preset?.baseUrl
  const endpoints = given.endpoints ?? preset?.endpoints
  if (baseUrl === undefined || endpoints === undefined)
    return { path, reason: 'without "preset", a provider needs "baseUrl" and "endpoints"' }
  const key = readKeyReference(given.key)
  const problem = baseUrlProblem(baseUrl, key.kind !== 'none')
  if (problem) return { path: [...path, 'baseUrl'], reason: problem }
  return {
    ...(preset ?? unknownPreset(id)),
    id,
    preset: given.preset,
    baseUrl: trimBaseUrl(baseUrl),
    endpoints: [...new Set(endpoints)],
    key,
  }
}

const presetOf = (name: string): ProviderPreset | undefined =>
  Object.hasOwn(presets, name) ? presets[name] : undefined

/** Reads `env:NAME`, `file:PATH`, `keychain`, `client`, `none`; the settings' schema lets nothing else through. */
export function readKeyReference(text: string): KeyReference {
  const [kind, rest] = split(text)
  if (kind === 'env') return { kind, name: rest }
  if (kind === 'file') return { kind, path: rest }
  if (kind === 'keychain' || kind === 'client') return { kind }
  return { kind: 'none' }
}

function split(text: string): [string, string] {
  const colon = text.indexOf(':')
  return colon < 0 ? [text, ''] : [text.slice(0, colon), text.slice(colon + 1)]
}
