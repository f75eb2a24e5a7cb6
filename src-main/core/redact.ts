import { hideSecretFields } from './redact-fields.ts'

/** Stands where something looked like a credential. */
export const HIDDEN = '[hidden]'

const SECRET_HEADER =
  /^(?:authorization|proxy-authorization|cookie|set-cookie)$|api-?key|-key$|token|secret|provider-data$/i

/**
 * Where a word may begin. Behind a backslash only where that is no escape of JSON with our first letter in it (`\nsk-…`,
 * `\\sk-…` are, `\rk-…` is not): JSON must stay JSON.
 */
const START = String.raw`(?:(?<![\w\\])|(?<=\\[bfnrt]|\\u[\da-f]{4}|(?<!\\)(?:\\\\){1,8}))`

/** What a query calls a credential; `%3F` and `%3D` are how it stands in another URL. */
const QUERY =
  /((?:^|[?&]|%3f|%26|\\u0026)(?:(?:[a-z_-]*[_-])?key|apikey|[a-z_-]*token|[a-z_-]*secret|x-amz-(?:signature|credential)|signature|sig|password|passwd|pwd)(?:=|%3d))(?:(?!%26)[^&\s#"'\\])+/gi
const USER_INFO = /(?<=[a-z0-9+.-]:\\?\/\\?\/)[^/\s@"']+@/gi
/** The header as errors repeat it; its scheme stays. */
const AUTHORIZATION =
  /(authorization(?:\\*["'])?\s{0,4}[:=]\s{0,4}(?:\\*["'])?(?:bearer|basic|token|apikey)\s{1,4})[^\s"'\\,;]{4,}/gi
/** A word behind `Bearer` is a token where it has a digit or is long; "bearer tokens" is none. */
const BEARER = new RegExp(
  String.raw`(${START}bearer\s{1,4})(?=[a-z.~+/=_-]{0,100}\d|[\w.~+/=-]{20})[\w.~+/=-]{6,}`,
  'gi',
)
/** Base64 of a name and a password; "basic principles" is none. */
const BASIC = new RegExp(
  String.raw`(${START}[Bb]asic\s{1,4})(?=[A-Za-z+/]{0,60}(?:\d|=|[a-z][A-Z]))[A-Za-z0-9+/]{8,}={0,2}`,
  'g',
)
/** As environments and `.env` files have it: `OPENAI_API_KEY=…`. */
const VARIABLE =
  /\b([A-Z][A-Z0-9_]{0,60}(?:API_?KEY|ACCESS_KEY|SECRET_KEY|TOKEN|SECRET|PASSWORD)=(?:\\*["'])?)[^\s"'\\$<>{}&;,]{6,}/g
/** A private key between its lines; in JSON its line ends are escapes. */
const PRIVATE_KEY =
  /(-----BEGIN [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----)(?:[\w+/=\s:,.]|\\+[nrt/]|-(?!----))+/g

/** Keys as vendors print them: what they begin with, and what follows. */
const KEY = new RegExp(
  START +
    `(?:${[
      // OpenAI, Anthropic, OpenRouter, DeepSeek, xAI, Cerebras, NVIDIA, Perplexity, GitLab, our own; then Stripe
      String.raw`(?:sk|pk|rk|xai|csk|pb|nvapi|pplx|tvly|sess|glpat)-(?=[\w-]{0,200}\d|\w{16})[\w-]{8,}`,
      String.raw`(?:sk|pk|rk)_(?:live|test)_\w{8,}`,
      // Fireworks, Together; `hf_hub_download` and `npm_config_cache` are none
      String.raw`(?:fw|tgp)_\w{16,}`,
      '(?:hf|npm)_[A-Za-z0-9]{16,}',
      // Groq, GitHub, Replicate, Docker, Jina, Anyscale, Shopify, Linear
      String.raw`(?:gsk|ghp|gho|ghu|ghs|ghr|github_pat|r8|dckr_pat|jina|esecret|shpat|lin_api)_\w{8,}`,
      // Google: API keys, then OAuth
      String.raw`AIza[\w-]{20,}`,
      String.raw`ya29\.[\w-]{20,}`,
      // AWS, its keys of Bedrock too
      String.raw`(?:AKIA|ASIA)[A-Z0-9]{16}\b`,
      'ABSK[A-Za-z0-9+/=]{30,}',
      // Slack, Databricks
      String.raw`xox[abeoprs]-[\w-]{8,}`,
      String.raw`dapi[\da-f]{32}`,
      // JSON Web Tokens
      String.raw`ey[JK][\w-]{8,2000}\.[\w-]{8,8000}\.[\w-]+`,
    ].join('|')})`,
  'g',
)

/**
 * Text without what looks like a credential: keys, tokens, secrets in JSON fields (of JSON in JSON, too), queries, URLs and
 * variables, private keys. JSON stays JSON. Takes time in proportion to the text, whatever it is.
 */
export const redactText = (text: string): string =>
  hideSecretFields(text, HIDDEN)
    .replace(QUERY, `$1${HIDDEN}`)
    .replace(USER_INFO, `${HIDDEN}@`)
    .replace(AUTHORIZATION, `$1${HIDDEN}`)
    .replace(BEARER, `$1${HIDDEN}`)
    .replace(BASIC, `$1${HIDDEN}`)
    .replace(VARIABLE, `$1${HIDDEN}`)
    .replace(PRIVATE_KEY, `$1${HIDDEN}`)
    .replace(KEY, HIDDEN)

/** Headers for people to read: what carries credentials is hidden by name, the rest by looks. */
export function redactHeaders(
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
): Record<string, string> {
  const out: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined) continue
    const text = typeof value === 'string' ? value : value.join(', ')
    out[name] = SECRET_HEADER.test(name) ? HIDDEN : redactText(text)
  }
  return out
}
