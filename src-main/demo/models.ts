import { DIALECTS, type Dialect } from '../core/conversation.ts'
import type { JsonObject } from '../core/json.ts'

/** A model of the demo provider. */
export interface DemoModel {
  readonly id: string
  readonly endpoints: readonly Dialect[]
  /** Seconds since the epoch. */
  readonly created: number
}

const day = (date: string): number => Date.parse(date) / 1000

/** One model for each dialect, and a dated family whose newest member `demo-4` means. */
export const DEMO_MODELS: readonly DemoModel[] = [
  { id: 'demo-chat', endpoints: ['chat'], created: day('2026-01-10') },
  { id: 'demo-responses', endpoints: ['responses'], created: day('2026-01-10') },
  { id: 'demo-messages', endpoints: ['messages'], created: day('2026-01-10') },
  { id: 'demo-4-0301', endpoints: DIALECTS, created: day('2026-03-01') },
  { id: 'demo-4-0709', endpoints: DIALECTS, created: day('2026-07-09') },
  { id: 'demo-4-fast-0709', endpoints: DIALECTS, created: day('2026-07-09') },
]

/** Where each dialect lives at the demo provider. */
export const DEMO_PATHS: Readonly<Record<Dialect, string>> = {
  chat: '/v1/chat/completions',
  responses: '/v1/responses',
  messages: '/v1/messages',
}

/** The body of `GET /v1/models`, in the shape that OpenAI and Copilot share. */
export const modelList = (): JsonObject => ({ object: 'list', data: DEMO_MODELS.map(modelRow) })

export const modelRow = ({ id, endpoints, created }: DemoModel): JsonObject => ({
  id,
  object: 'model',
  created,
  owned_by: 'patchbay-demo',
  supported_endpoints: endpoints.map(dialect => DEMO_PATHS[dialect]),
  context_window: 200_000,
  max_output_tokens: 32_000,
})
