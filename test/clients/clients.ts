import type { Dialect } from '../../src-main/core/conversation.ts'
import type { Turn } from './turns.ts'

/** One way to call the gateway with one client. */
export interface Client {
  readonly name: string
  /** Of the folder with the drivers. */
  readonly driver: string
  /** The name that the installer knows it by. */
  readonly package: string
  readonly environment?: Readonly<Record<string, string>>
  /** What it calls models by, where it looks at the name; the dialect stands for `*`. */
  readonly alias?: string
  /** Cases of an SDK's driver; one run has all of a turn. Absent: the driver is a program with one prompt. */
  readonly cases?: Readonly<Partial<Record<Turn, readonly Case[]>>>
  /** Turns that it cannot make, and why. */
  readonly cannot?: Readonly<Partial<Record<Turn, string>>>
  /** Arguments that have it go on with its last conversation. */
  readonly resume?: string
  /** It asks for reasoning, and sends back what it got. */
  readonly thinks?: boolean
  /** The path that each request goes to. */
  readonly path: RegExp
  /** Requests of each run that no model is called for. */
  readonly besides?: number
}

/** A case of an SDK's driver. */
export interface Case {
  readonly name: string
  readonly requests: number
  /** How many of them are answered by 400, as they have to be. */
  readonly refused?: number
  /** What it prints, where that is not the answer to the turn. */
  readonly says?: readonly string[]
}

const PATHS: Readonly<Record<Dialect, RegExp>> = {
  chat: /^POST \/v1\/chat\/completions 200$/,
  responses: /^POST \/v1\/responses 200$/,
  messages: /^POST \/v1\/messages(\?beta=true)? 200$/,
}
const ANY =
  /^(POST \/v1\/(chat\/completions|responses(\/input_tokens)?|messages(\/count_tokens)?(\?beta=true)?)|GET \/v1\/models(\/demo-\w+)?) 200$/
/** A connection is opened, warmed up by a request that no model sees, and then used. */
const WEBSOCKET = { path: /^(GET \/v1\/responses 101|WS \/v1\/responses)$/, besides: 2 }

const claudeCode = (name: string, more: Partial<Client> = {}): Client => ({
  name,
  driver: 'claude-code.sh',
  package: 'claude-code-latest',
  path: PATHS.messages,
  thinks: true,
  resume: '--continue',
  ...more,
  environment: { STRICT: '1', ...more.environment },
})
const codex = (name: string, more: Partial<Client> = {}): Client => ({
  name,
  driver: 'codex.sh',
  package: 'codex',
  path: PATHS.responses,
  thinks: true,
  resume: 'resume --last',
  ...more,
  environment: { CODEX_TOP: 'model_reasoning_effort = "medium"', ...more.environment },
})
const pi = (name: string, folder: string, dialect: Dialect, more: Partial<Client> = {}): Client => ({
  name: `${name}, ${dialect}`,
  driver: 'pi.sh',
  package: folder,
  environment: { DIALECT: dialect, PI_PKG: folder, REASONING: 'true' },
  thinks: true,
  path: PATHS[dialect],
  ...more,
})
const goOn = (dialect: Dialect, more: Partial<Client> = {}): Client => ({
  name: `Continue, ${dialect}`,
  driver: 'continue.sh',
  package: 'continue',
  environment: { DIALECT: dialect },
  path: PATHS[dialect],
  ...more,
})
const sdk = (
  name: string,
  driver: string,
  folder: string,
  cases: Readonly<Partial<Record<Turn, readonly Case[]>>>,
): Client => ({ name, driver, package: folder, path: ANY, cases })

const once = (...names: readonly string[]): readonly Case[] => names.map(name => ({ name, requests: 1 }))
const twice = (...names: readonly string[]): readonly Case[] => names.map(name => ({ name, requests: 2 }))
const toolTurns = (...cases: readonly Case[]) => ({ tool: cases, parallel: cases })
const says = (name: string, ...words: readonly string[]): Case => ({ name, requests: 1, says: words })

const openai = (name: string, folder: string): Client =>
  sdk(name, 'sdk-openai.sh', folder, {
    text: [
      ...once('chat-text', 'chat-stream', 'chat-json', 'resp-text', 'resp-stream', 'resp-json'),
      says('resp-input-tokens', '"input_tokens":'),
      says('models', '"demo/demo-chat"'),
      says('model', 'demo-'),
      { name: 'resp-prev', requests: 2, says: ['and again'] },
    ],
    ...toolTurns(...twice('chat-tool', 'chat-tool-stream', 'resp-tool')),
  })

/** `runner`: its first request may ask for a thread that the provider keeps, which has to be refused and not forgotten. */
const anthropic = (name: string, folder: string, runner: Omit<Case, 'name'>): Client =>
  sdk(name, 'sdk-anthropic.sh', folder, {
    text: [
      ...once('text', 'stream', 'json', 'thinking', 'betas'),
      says('count', '"input_tokens":'),
      says('models', '"demo/demo-chat"'),
      says('model', 'demo-'),
    ],
    ...toolTurns(...twice('tool', 'tool-stream'), { name: 'tool-runner', ...runner }),
  })

const AI_PROVIDERS = ['responses', 'chat', 'messages', 'compat', 'open-responses', 'openrouter']

/** The coding agents and SDKs that the gateway is tried with. */
export const CLIENTS: readonly Client[] = [
  claudeCode('Claude Code'),
  claudeCode('Claude Code, bearer', { environment: { AUTH: 'bearer' } }),
  claudeCode('Claude Code, as Haiku 4.5', { alias: 'claude-haiku-4-5-*' }),
  codex('Codex'),
  codex('Codex, as gpt-5.5', { alias: 'gpt-5.5-*' }),
  codex('Codex, websocket', { environment: { WS: '1' }, ...WEBSOCKET }),
  codex('Codex, its own openai', { driver: 'codex-openai.sh', ...WEBSOCKET }),
  // Of what reasoning_details hold, 0.73 keeps only what bears the id of a tool call.
  pi('pi', 'pi', 'chat', { thinks: false }),
  pi('pi', 'pi', 'responses'),
  pi('pi', 'pi', 'messages'),
  pi('pi 0.87', 'pi-earendil', 'chat'),
  pi('pi 0.87', 'pi-earendil', 'responses'),
  pi('pi 0.87', 'pi-earendil', 'messages'),
  goOn('chat'),
  goOn('responses', {
    alias: 'gpt-5-*',
    cannot: { parallel: 'it sends parallel_tool_calls: false to models of this name' },
  }),
  goOn('messages'),
  openai('openai', 'sdk-openai7'),
  openai('openai 6', 'sdk-openai'),
  anthropic('@anthropic-ai/sdk', 'sdk-anthropic', { requests: 3, refused: 1 }),
  anthropic('@anthropic-ai/sdk 0', 'sdk-anthropic-0', { requests: 2 }),
  sdk('ai', 'sdk-ai.sh', 'sdk-ai7', {
    text: once(...AI_PROVIDERS.flatMap(provider => [`${provider}-text`, `${provider}-stream`])),
    ...toolTurns(...twice(...AI_PROVIDERS.map(provider => `${provider}-tool`))),
  }),
  sdk('@openai/agents', 'sdk-agents.sh', 'sdk-agents', {
    text: once('resp-text', 'chat-text'),
    ...toolTurns(...twice('resp-tool', 'chat-tool', 'resp-stream', 'chat-stream')),
  }),
  sdk('llama-stack-client', 'sdk-llama-stack.sh', 'sdk-llama-stack', {
    text: [
      ...once('chat-text', 'chat-stream', 'resp-text'),
      says('resp-stream', '"response.completed":1'),
      says('models'),
    ],
  }),
]
