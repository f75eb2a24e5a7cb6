import { z } from 'zod'
import { DIALECTS } from '../conversation.ts'

const dialect = z.enum(DIALECTS)
const endpoints = z.array(dialect).min(1).describe('Dialects that can be called; the order means nothing.')
const port = z.int().min(0).max(65535)
const providerId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]*$/, 'a provider id is lower-case letters, digits and "-"')

/** `env:NAME`, `keychain`, `file:PATH`, `client` or `none`; never the key itself. */
const key = z
  .string()
  .regex(
    /^(env:[A-Za-z_][A-Za-z0-9_]*|keychain|file:.+|client|none)$/,
    'a key is named, never written here: "env:NAME", "keychain" (store it with `patchbay key set PROVIDER`), "file:PATH", "client" or "none"',
  )

/** What OTLP/HTTP adds to a collector's base URL. */
const SIGNAL_PATH = /\/v1\/(?:traces|metrics|logs)\/?$/

const collectorKey = z
  .string()
  .regex(
    /^(env:[A-Za-z_][A-Za-z0-9_]*|file:.+|none)$/,
    'a key is named, never written here: "env:NAME", "file:PATH" or "none"',
  )

const provider = z
  .strictObject({
    preset: z.string().optional().describe('A bundled provider, e.g. "openai".'),
    baseUrl: z
      .url({ protocol: /^https?$/ })
      .optional()
      .describe('Ends where /chat/completions, /responses, /messages, /models begin.'),
    endpoints: endpoints.optional(),
    key: key.default('none'),
  })
  .refine(
    given => given.preset !== undefined || (given.baseUrl !== undefined && given.endpoints !== undefined),
    {
      message: 'without "preset", a provider needs "baseUrl" and "endpoints"',
    },
  )

const target = z.string().min(1, 'name what the alias stands for, as "provider/model"')
const alias = z.union([
  target,
  z.array(target).min(1).describe('Failover, in this order.'),
  z.strictObject({
    latest: target,
    prerelease: z.boolean().default(false),
    hidden: z.boolean().default(false),
  }),
  z.strictObject({ to: z.union([target, z.array(target).min(1)]), hidden: z.boolean().default(false) }),
])

const mismatch = z.enum(['auto', 'translate', 'reject'])
const model = z.strictObject({
  mode: dialect.optional(),
  endpoints: endpoints.optional(),
  contextWindow: z.int().positive().optional(),
  maxOutputTokens: z.int().positive().optional(),
  enabled: z.boolean().optional(),
  mismatch: mismatch.optional(),
})

/** The one definition of settings.jsonc. */
export const settingsSchema = z.strictObject({
  $schema: z.string().optional(),
  listen: z.strictObject({ host: z.string().default('127.0.0.1'), port: port.default(4224) }).prefault({}),
  control: z.strictObject({ port: port.default(4225) }).prefault({}),
  requireKey: z.boolean().default(true).describe('Clients send the local key as Bearer or x-api-key.'),
  providers: z
    .record(providerId, provider)
    .default({})
    .describe('Order is priority when several list the same bare name.'),
  aliases: z.record(z.string().min(1, 'an alias needs a name'), alias).default({}),
  models: z
    .record(z.string().min(1), model)
    .default({})
    .describe('What the user says beats every other source; keys may be patterns.'),
  dispatch: z
    .strictObject({ mismatch: mismatch.default('auto'), lossy: z.enum(['warn', 'reject']).default('warn') })
    .prefault({}),
  echoModel: z.enum(['requested', 'upstream']).default('requested'),
  tolerance: z.boolean().default(true),
  ambiguous: z.enum(['first', 'reject']).default('first'),
  defaultModel: z.string().min(1).nullable().default(null),
  log: z
    .strictObject({
      bodies: z
        .enum(['off', 'memory', 'disk'])
        .default('memory')
        .describe(
          'Prompts and answers: not kept, kept until Patchbay ends, or in exchanges.db without credentials.',
        ),
      keepDays: z.int().positive().default(14).describe('Days that a request stays in the log.'),
      maxMegabytes: z.int().positive().default(512).describe('Size of exchanges.db; the oldest go first.'),
      views: z
        .record(z.string().min(1).max(100), z.string().max(4000))
        .default({})
        .describe('Filters of the log that were saved under a name.'),
      otlp: z
        .strictObject({
          endpoint: z
            .url({ protocol: /^https?$/ })
            .refine(url => !SIGNAL_PATH.test(url), {
              error: ({ input }) =>
                `the path of each signal is added to it: write "${String(input).replace(SIGNAL_PATH, '')}"`,
            })
            .describe('Base URL of an OpenTelemetry collector, e.g. "http://127.0.0.1:4318".'),
          key: collectorKey.default('none').describe('Sent as "authorization: Bearer", where one is needed.'),
        })
        .optional()
        .describe('Sends spans and metrics there (OpenTelemetry GenAI conventions). Off where absent.'),
    })
    .prefault({}),
})

export type Settings = z.infer<typeof settingsSchema>
export type ProviderSettings = Settings['providers'][string]
export type AliasSettings = Settings['aliases'][string]
export type ModelSettings = Settings['models'][string]

/** Something in the settings that cannot be used: where it stands, and a reason for people that never repeats a secret. */
export interface Problem {
  readonly path: readonly (string | number)[]
  readonly reason: string
  /** Set where the last name of the path is wrong itself, and not what stands under it. */
  readonly isName?: true
}
