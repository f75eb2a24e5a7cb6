import type { Exchange, RunningExchange } from '../core/exchange.ts'
import type { JsonObject } from '../core/json.ts'
import type { ResponseStore } from '../core/kept-response.ts'
import type { Failure } from '../core/reply.ts'
import type { Catalogs, Finding } from '../core/routing/catalog.ts'
import type { Directory } from '../core/routing/directory.ts'
import type { Provider } from '../core/routing/provider.ts'
import type { Settings } from '../core/routing/settings.ts'
import type { Sender } from '../upstream/send.ts'
import type { ReplayTickets } from './replay-tickets.ts'

/** A key of this proxy, as a caller showed it: its name, and the providers it may use (all, where absent). */
export interface LocalKey {
  readonly name: string
  readonly providers?: readonly string[]
}

/** The key to send to a provider; `value` undefined where it wants none. */
type Credential =
  | { readonly ok: true; readonly value: string | undefined }
  | { readonly ok: false; readonly failure: Failure }

/**
 * Everything that the proxy needs from the rest of the app. It owns no state: each function is asked anew for every
 * request, so a change of settings is in force with the next one.
 */
export interface ProxyParts {
  settings(): Settings
  directory(): Directory
  catalogs(): Catalogs
  send: Sender['send']
  credential(provider: Provider): Promise<Credential>
  /** Fetches the model lists anew; true where something changed that could settle an unknown name. */
  refreshOnMiss(): Promise<boolean>
  /** Keeps what a provider's refusal taught about a model id. */
  learn(modelId: string, finding: Finding): void
  /** Keeps the replies of models that are translated to Responses. */
  responses: ResponseStore
  /** Compares in constant time; undefined for a key that is not one. */
  checkKey(token: string): LocalKey | undefined
  /** Lets in what the app itself sends again; absent where it never does. */
  replays?: Pick<ReplayTickets, 'redeem'>
  /** What `GET /health` tells besides `status`: a problem with the settings, for instance. */
  health(): JsonObject
  /** Where an alias can be made, without a token. */
  pageUrl(): string
  paused(): boolean
  /** Called when a request of a model begins, and again whenever more is known of it, until it ends; `read` says what. */
  onExchangeProgress?(id: string, read: () => RunningExchange): void
  /** Called once for each request of a model, when its reply has ended, whole or broken. */
  onExchange(exchange: Exchange): void
  /** Unexpected errors, with their stack; the caller of the proxy sees none of it. */
  onError(error: unknown, requestId: string): void
  clock: { now(): number }
  newId(prefix: string): string
  /** Milliseconds between signs of life on a silent translated stream; 15,000 where absent. */
  aliveEvery?: number
}
