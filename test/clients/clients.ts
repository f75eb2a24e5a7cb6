import type { Dialect } from '../../src-main/core/conversation.ts'

/** What a turn asks of a client: words alone, one call of a tool, two calls at once. */
export const TURNS = ['text', 'tool', 'parallel'] as const
export type Turn = (typeof TURNS)[number]

/** One way to call the gateway with one client. */
export interface Client {
  readonly name: string
  /** Of the folder with the drivers. */
  readonly driver: string
  /** The name that the installer knows it by. */
  readonly package: string
  readonly environment?: Readonly<Record<string, string>>
  /** Cases of an SDK's driver for a turn; one run has them all. Absent: the driver is a program with one prompt. */
  readonly cases?: Readonly<Record<Turn, readonly Case[]>>
  /** The path that each request goes to. */
  readonly path: RegExp
  /** Turns that this client cannot make, and why. */
  readonly cannot?: Readonly<Partial<Record<Turn, string>>>
}

/** A case of an SDK's driver and how many requests it takes. */
export type Case = readonly [name: string, requests: number]

const PATHS: Readonly<Record<Dialect, RegExp>> = {
  chat: /^POST \/v1\/chat\/completions 200$/,
  responses: /^POST \/v1\/responses 200$/,
  messages: /^POST \/v1\/messages(\?beta=true)? 200$/,
}
const ANY = /^POST \/v1\/(chat\/completions|responses|messages(\/count_tokens)?(\?beta=true)?) 200$/

const pi = (dialect: Dialect): Client => ({
  name: `pi, ${dialect}`,
  driver: 'pi.sh',
  package: 'pi',
  environment: { DIALECT: dialect },
  path: PATHS[dialect],
})
const goOn = (dialect: Dialect): Client => ({
  name: `Continue, ${dialect}`,
  driver: 'continue.sh',
  package: 'continue',
  environment: { DIALECT: dialect },
  path: PATHS[dialect],
})
const sdk = (name: string, driver: string, folder: string, cases: Record<Turn, readonly Case[]>): Client => ({
  name,
  driver,
  package: folder,
  path: ANY,
  cases,
})
const twice = (names: readonly string[]): readonly Case[] => names.map(name => [name, 2] as const)
const once = (names: readonly string[]): readonly Case[] => names.map(name => [name, 1] as const)
const toolTurns = (names: readonly string[]) => ({ tool: twice(names), parallel: twice(names) })

const AI_PROVIDERS = ['responses', 'chat', 'messages', 'compat', 'open-responses', 'openrouter']

/** The coding agents and SDKs that the gateway is tried with. */
export const CLIENTS: readonly Client[] = [
  {
    name: 'Claude Code',
    driver: 'claude-code.sh',
    package: 'claude-code-latest',
    environment: { STRICT: '1' },
    path: PATHS.messages,
  },
  { name: 'Codex', driver: 'codex.sh', package: 'codex', path: PATHS.responses },
  pi('chat'),
  pi('responses'),
  pi('messages'),
  goOn('chat'),
  goOn('messages'),
  sdk('openai', 'sdk-openai.sh', 'sdk-openai7', {
    text: once(['chat-text', 'chat-stream', 'chat-json', 'resp-text', 'resp-stream', 'resp-json']),
    ...toolTurns(['chat-tool', 'chat-tool-stream', 'resp-tool']),
  }),
  sdk('@anthropic-ai/sdk', 'sdk-anthropic.sh', 'sdk-anthropic', {
    text: once(['text', 'stream', 'json', 'thinking', 'betas']),
    ...toolTurns(['tool', 'tool-stream']),
  }),
  sdk('ai', 'sdk-ai.sh', 'sdk-ai7', {
    text: once(AI_PROVIDERS.flatMap(provider => [`${provider}-text`, `${provider}-stream`])),
    ...toolTurns(AI_PROVIDERS.map(provider => `${provider}-tool`)),
  }),
  sdk('@openai/agents', 'sdk-agents.sh', 'sdk-agents', {
    text: once(['resp-text', 'chat-text']),
    ...toolTurns(['resp-tool', 'chat-tool']),
  }),
  {
    ...sdk('llama-stack-client', 'sdk-llama-stack.sh', 'sdk-llama-stack', {
      text: once(['chat-text', 'chat-stream', 'resp-text']),
      tool: [],
      parallel: [],
    }),
    cannot: { tool: 'its driver has no tools', parallel: 'its driver has no tools' },
  },
]
