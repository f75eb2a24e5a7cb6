import type { ProviderPreset } from '../../core/routing/provider.ts'
import { BEARER } from './auth-styles.ts'

const DOCS = 'https://ai.google.dev/gemini-api/docs/models, not verified'

/** Google's own word for calls that another model made. */
const UNSIGNED = { google: { thought_signature: 'skip_thought_signature_validator' } }
const SIGNATURES = 'https://ai.google.dev/gemini-api/docs/thought-signatures, not verified'

/** Google's Gemini through its endpoint for OpenAI's SDKs. */
export const gemini: ProviderPreset = {
  name: 'Google Gemini',
  baseUrl: 'https://generativelanguage.googleapis.com/v1beta/openai',
  endpoints: ['chat'],
  auth: BEARER,
  listPath: '/models',
  listIdPrefix: 'models/',
  keyEnvironment: 'GEMINI_API_KEY',
  needsKey: true,
  // Its own protocol has one system instruction before everything: a later one would move there.
  quirks: {
    systemTurns: 'leading',
    efforts: ['minimal', 'low', 'medium', 'high'],
    toolNameStart: 'letter',
    refusedKeywords: [
      ...['$schema', '$id', '$comment', '$ref', '$defs', 'definitions', 'additionalProperties', 'const'],
      ...['exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'uniqueItems', 'propertyNames'],
      ...['patternProperties', 'unevaluatedProperties', 'dependentRequired', 'not', 'if', 'then', 'else'],
    ],
  },
  models: [
    { match: 'gemini-embedding-*', kind: 'embedding', source: DOCS },
    { match: 'text-embedding-*', kind: 'embedding', source: DOCS },
    { match: 'embedding-*', kind: 'embedding', source: DOCS },
    { match: 'imagen-*', kind: 'image', source: DOCS },
    { match: 'veo-*', kind: 'image', source: `${DOCS}; videos, the nearest kind there is` },
    { match: 'gemini-*-tts', kind: 'audio', source: DOCS },
    { match: 'gemini-*-tts-*', kind: 'audio', source: DOCS },
    { match: 'gemini-*-live-*', kind: 'audio', source: DOCS },
    { match: 'gemini-*-native-audio-*', kind: 'audio', source: DOCS },
    { match: 'gemini-2.5-flash*', quirks: { efforts: ['none', 'low', 'medium', 'high'] }, source: DOCS },
    { match: 'gemini-2.0-*', quirks: { efforts: [] }, source: DOCS },
    { match: 'gemini-3*', quirks: { standInProof: UNSIGNED }, source: SIGNATURES },
    { match: 'gemini-4*', quirks: { standInProof: UNSIGNED }, source: SIGNATURES },
    { match: 'gemini-*-latest', quirks: { standInProof: UNSIGNED }, source: SIGNATURES },
    { match: 'gemini-2.5-*', contextWindow: 1_048_576, maxOutputTokens: 65_536, source: DOCS },
    { match: 'gemini-3*', contextWindow: 1_048_576, maxOutputTokens: 65_536, source: DOCS },
    { match: 'gemini-2.0-*', contextWindow: 1_048_576, maxOutputTokens: 8_192, source: DOCS },
  ],
  source: 'https://ai.google.dev/gemini-api/docs/openai, not verified',
}
