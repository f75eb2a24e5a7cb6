import type { Exchange, RunningExchange } from '../core/exchange.ts'
import type { JsonObject } from '../core/json.ts'
import type { ResponseStore } from '../core/kept-response.ts'
import type { Recording } from '../core/log/recording.ts'
import type { Failure } from '../core/reply.ts'
import type { Catalogs, Finding } from '../core/routing/catalog.ts'
import type { Directory } from '../core/routing/directory.ts'
import type { Provider } from '../core/routing/provider.ts'
import type { Settings } from '../core/routing/settings.ts'
import type { Sender } from '../upstream/send.ts'
import type { LocalKey } from './local-key.ts'
import type { ReplayTickets } from './replay-tickets.ts'

/** The key to send to a provider; `value` undefined where it wants none. */
type Credential =
  | { readonly ok: true; readonly value: string | undefined }
  | { readonly ok: false; readonly failure: Failure }

/** A request that has not ended, for whoever looks at it. */
export interface RunningHandle {
  read(): RunningExchange
  /** What has gone over the wire so far; empty where bodies are not recorded. */
  recording(): Recording
  /** Ends it at both sides; its caller is told so. Nothing happens where it has ended. */
  cancel(): void
}

/** Where the proxy tells of each request that has an id, refused ones included. */
export interface ExchangeSink {
  /** More is known of a request that runs. The handle of an id is always the same object. */
  progress(id: string, running: RunningHandle): void
  /** Once for each request, when its reply has ended, whole or broken. Without a recording where bodies are off. */
  end(exchange: Exchange, recording: Recording | undefined): void
}

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
  /** A key that a caller brought goes to a provider: whatever is kept of that request must not hold it. */
  onCallerKey?(key: string): void
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
  log: ExchangeSink
  /** Whether bodies are recorded, and what then becomes of them; asked once for each request. */
  bodies(): 'off' | 'memory' | 'disk'
  /** Unexpected errors, with their stack; the caller of the proxy sees none of it. */
  onError(error: unknown, requestId: string): void
  clock: { now(): number }
  newId(prefix: string): string
  /** Called when a request of a model begins; what it gives is called when its reply has ended. */
  begin?(): () => void
  /** Milliseconds between signs of life on a silent translated stream, and on a websocket; `ALIVE_EVERY` where absent. */
  aliveEvery?: number
}

export const ALIVE_EVERY = 15_000
