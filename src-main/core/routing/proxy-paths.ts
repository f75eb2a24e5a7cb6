import type { Dialect } from '../conversation.ts'
import type { ModelKind } from './provider.ts'

/** Where each dialect is called at this proxy. */
export const DIALECT_PATHS: Readonly<Record<Dialect, string>> = {
  chat: '/v1/chat/completions',
  responses: '/v1/responses',
  messages: '/v1/messages',
}

/** Where models are called that do not converse. */
export const KIND_PATHS: Readonly<Record<ModelKind, readonly string[]>> = {
  embedding: ['/v1/embeddings'],
  image: ['/v1/images/generations', '/v1/images/edits'],
  audio: ['/v1/audio/speech', '/v1/audio/transcriptions', '/v1/audio/translations'],
  rerank: ['/v1/rerank'],
  moderation: ['/v1/moderations'],
  completion: ['/v1/completions'],
}
