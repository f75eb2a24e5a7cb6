import { readFileSync } from 'node:fs'
import writeFileAtomic from 'write-file-atomic'
import { z } from 'zod'
import { DIALECTS } from '../core/conversation.ts'
import type { Capability } from '../core/routing/capabilities.ts'
import type { ListedModel } from '../core/routing/catalog.ts'

/** What later versions may know is left out, not refused. */
const can = z.boolean().optional()
const CAPABILITY_FIELDS = {
  tools: can,
  images: can,
  files: can,
  audio: can,
  video: can,
  reasoning: can,
  schema: can,
} satisfies Readonly<Record<Capability, typeof can>>
const modelSchema = z.object({
  id: z.string().min(1),
  displayName: z.string().optional(),
  created: z.number().optional(),
  ownedBy: z.string().optional(),
  endpoints: z.array(z.enum(DIALECTS)).optional(),
  websocketOnly: z.boolean().optional(),
  kind: z.enum(['embedding', 'image', 'audio', 'rerank', 'moderation', 'completion']).optional(),
  contextWindow: z.number().optional(),
  maxOutputTokens: z.number().optional(),
  price: z
    .object({
      input: z.number(),
      output: z.number(),
      cacheRead: z.number().optional(),
      cacheWrite: z.number().optional(),
      request: z.number().optional(),
    })
    .optional(),
  capabilities: z.object(CAPABILITY_FIELDS).optional(),
  deprecation: z.object({ endsAt: z.number().optional(), replacement: z.string().optional() }).optional(),
})
const fileSchema = z.object({
  version: z.literal(1),
  providers: z.record(
    z.string(),
    z.object({ baseUrl: z.string(), fetchedAt: z.number(), models: z.array(modelSchema) }),
  ),
})

/** A provider's last good list. It counts only for the base URL that it came from. */
export interface KeptList {
  readonly baseUrl: string
  /** Milliseconds since the epoch. */
  readonly fetchedAt: number
  readonly models: readonly ListedModel[]
}

/** The last good lists by provider id. A missing file is empty; a broken one too, and is said in the log. */
export function readCatalogFile(file: string, log: (line: string) => void): Map<string, KeptList> {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT'))
      log(`${file} cannot be read (${String(error)}): model lists begin empty`)
    return new Map()
  }
  try {
    return new Map(Object.entries(fileSchema.parse(JSON.parse(text)).providers))
  } catch {
    log(`${file} is broken: model lists begin empty and are fetched again`)
    return new Map()
  }
}

/** Replaces the file in one step. Rejects where it cannot be written. */
export async function writeCatalogFile(file: string, lists: ReadonlyMap<string, KeptList>): Promise<void> {
  const content = { version: 1, providers: Object.fromEntries(lists) }
  await writeFileAtomic(file, `${JSON.stringify(content)}\n`, { mode: 0o600 })
}
