import type { JsonObject } from '../../src-main/core/json.ts'

/**
 * Forty secrets, each found by its own name. Those that look like a vendor's key are known by their looks; those of no
 * shape are known by where they stand, or because this process uses them as keys.
 */
const shapeless = (name: string): string => `Qz7${name}Vw91kLm3`

export const CANARIES = {
  // Keys that this process uses: of no shape, found by their exact value.
  environmentKey: shapeless('EnvironmentKey'),
  fileKey: shapeless('FileKey'),
  keychainKey: shapeless('KeychainKey'),
  callersKey: shapeless('CallersKey'),
  callersOtherKey: shapeless('CallersOtherKey'),
  providerDataHeader: shapeless('ProviderDataHeader'),
  llamaStackHeader: shapeless('LlamaStackHeader'),
  providerDataBody: shapeless('ProviderDataBody'),
  // In headers of the client that say by their name what they carry.
  cookie: shapeless('Cookie'),
  proxyAuthorization: shapeless('ProxyAuthorization'),
  ownSecretHeader: shapeless('OwnSecretHeader'),
  apiKeyHeader: shapeless('ApiKeyHeader'),
  googleHeader: shapeless('GoogleHeader'),
  tokenHeader: shapeless('TokenHeader'),
  // In headers of the client, by their looks.
  userAgent: 'ghp_UserAgent0123456789abcdefghijklmnop',
  strangeHeader: 'sk-ant-api03-StrangeHeader0123456789',
  bearerHeader: shapeless('BearerHeader'),
  session: 'sk-proj-Session0123456789abcdef',
  // In the query.
  queryKey: shapeless('QueryKey'),
  queryApiKey: shapeless('QueryApiKey'),
  queryToken: shapeless('QueryToken'),
  queryStrange: 'xai-QueryStrange0123456789abcdef',
  // In what the client sends.
  modelName: 'sk-proj-ModelName0123456789abcdef',
  prompt: 'sk-proj-Prompt0123456789abcdef',
  anthropicInPrompt: 'sk-ant-api03-InPrompt0123456789abcdef',
  googleInPrompt: 'AIzaSyInPrompt0123456789abcdefghijklmno',
  hubInPrompt: 'hf_InPrompt0123456789abcdefgh',
  groqInPrompt: 'gsk_InPrompt0123456789abcdefgh',
  webToken: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJJblByb21wdCJ9.InPromptSignature0123',
  bearerInPrompt: shapeless('BearerInPrompt'),
  fieldOfBody: shapeless('FieldOfBody'),
  fieldOfArguments: shapeless('FieldOfArguments'),
  urlPassword: shapeless('UrlPassword'),
  addressInPrompt: shapeless('AddressInPrompt'),
  // In what the provider says.
  errorBody: 'sk-or-v1-ErrorBody0123456789abcdef',
  errorHeader: shapeless('ErrorHeader'),
  setCookie: shapeless('SetCookie'),
  replyText: 'sk-svcacct-ReplyText0123456789abcdef',
  strangeReplyHeader: 'nvapi-StrangeReplyHeader0123456789',
  // In the settings, where they are refused.
  literalInSettings: 'sk-proj-LiteralInSettings0123456789',
} as const

const C = CANARIES

/** Headers of a client that is careless with everything. */
export const CARELESS_HEADERS: Readonly<Record<string, string>> = {
  cookie: `session=${C.cookie}`,
  'proxy-authorization': `Basic ${C.proxyAuthorization}`,
  'x-team-secret': C.ownSecretHeader,
  'api-key': C.apiKeyHeader,
  'x-goog-api-key': C.googleHeader,
  'x-session-token': C.tokenHeader,
  'user-agent': `tool/1 ${C.userAgent}`,
  'x-trace': C.strangeHeader,
  'x-forwarded-for-user': `Bearer ${C.bearerHeader}`,
  'session-id': C.session,
  'x-llamastack-provider-data': JSON.stringify({ other_api_key: C.llamaStackHeader }),
}

export const CARELESS_QUERY = `?key=${C.queryKey}&api_key=${C.queryApiKey}&access_token=${C.queryToken}&beta=${C.queryStrange}`

/** A conversation of Chat with secrets wherever people leave them. */
export const carelessBody = (model: string, more: readonly string[] = []): JsonObject => ({
  model,
  metadata: { api_key: C.fieldOfBody },
  messages: [
    {
      role: 'user',
      content: [
        `My key is ${C.prompt}, the other one ${C.anthropicInPrompt}.`,
        `GOOGLE_API_KEY=${C.googleInPrompt} HF_TOKEN=${C.hubInPrompt}`,
        `curl -H "Authorization: Bearer ${C.bearerInPrompt}" and ${C.groqInPrompt}`,
        `postgres://me:${C.urlPassword}@db/x, https://host/path?token=${C.addressInPrompt}`,
        C.webToken,
        ...more,
      ].join('\n'),
    },
    {
      role: 'assistant',
      content: null,
      tool_calls: [
        {
          id: 'call_1',
          type: 'function',
          function: { name: 'login', arguments: JSON.stringify({ password: C.fieldOfArguments }) },
        },
      ],
    },
    { role: 'tool', tool_call_id: 'call_1', content: 'in' },
  ],
  tools: [{ type: 'function', function: { name: 'login', parameters: { type: 'object', properties: {} } } }],
})

/**
 * Which of these secrets stand in a text: as they are, as in a URL, in the lower case of the text index, or in the pieces of
 * a stream.
 */
export function found(text: string, among: Readonly<Record<string, string>>): readonly string[] {
  const joined = [...text.matchAll(PIECE)].map(([, piece]) => piece).join('')
  const places = [text, joined].map(place => place.toLowerCase())
  return Object.entries(among)
    .filter(([, secret]) =>
      [secret, encodeURIComponent(secret)].some(form =>
        places.some(place => place.includes(form.toLowerCase())),
      ),
    )
    .map(([name]) => name)
}

/** What a reply says, in JSON, in JSON within JSON, and in the text of a page. */
const PIECE =
  /(?:"|\\"|&quot;)(?:content|text|delta)(?:"|\\"|&quot;):\s*(?:"|\\"|&quot;)((?:(?!&quot;)[^"\\])*)/g
