import type { JsonObject } from '../../json.ts'
import type { ReplyEvent } from '../../reply.ts'
import type { ToolNames } from '../../tool-names.ts'
import type { PhaseCarrier } from './phase-carrier.ts'

/** One output item on its way in: fed by deltas, completed by its `done`, or by nothing but that. */
export interface OutputReader {
  readonly kind: string
  /** True where a client-run tool is called. */
  isCall(): boolean
  /** What the announcement alone says; asked once, before all else. */
  begin(): ReplyEvent[]
  feed(event: JsonObject): ReplyEvent[]
  /** The finished item: gives what the deltas did not, and ends its blocks. */
  done(item: JsonObject): ReplyEvent[]
  /** The stream ended before the item did. */
  cut(): ReplyEvent[]
}

/** What output items are read with. `next` numbers blocks. */
export interface OutputContext {
  readonly names: ToolNames
  readonly hosted: boolean
  readonly next: () => number
  readonly phases: PhaseCarrier
}
