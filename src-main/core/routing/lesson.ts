import { z } from 'zod'
import { DIALECTS } from '../conversation.ts'
import type { Quirks, Target } from '../target.ts'

/** The quirks that a refusal can teach; the names and values are those of `Quirks`. */
const taughtQuirks = z.strictObject({
  systemTurns: z.literal('leading'),
  instructionRole: z.enum(['system', 'user']),
  maxTokensField: z.enum(['max_completion_tokens', 'max_tokens']),
  toolResultImages: z.literal(false),
  customTools: z.literal(false),
  toolNamespaces: z.literal(false),
  hostedTools: z.array(z.string()),
  reasoningField: z.enum(['reasoning_content', 'none']),
  efforts: z.array(z.string()),
  thinking: z.enum(['adaptive', 'manual', 'none']),
  sampling: z.literal(false),
  topK: z.literal(false),
  forcedTools: z.literal(false),
  structuredOutput: z.literal(false),
  cacheBreakpoints: z.literal('none'),
  openaiParameters: z.literal(false),
  refusedFields: z.array(z.string()),
})

const teachingSchema = z.object({
  quirks: taughtQuirks.partial().optional(),
  maxOutputTokens: z.int().positive().optional(),
})

/** What a refusal says about a model's endpoint: quirks that hold from now on, or the largest output it gives, in tokens. */
export type Teaching = z.infer<typeof teachingSchema>

/** A teaching with the endpoint it is about; `at` in milliseconds since the epoch, `evidence` in the provider's words. */
export const lessonSchema = z.object({
  dialect: z.enum(DIALECTS),
  ...teachingSchema.shape,
  at: z.number(),
  evidence: z.string(),
})

export type Lesson = z.infer<typeof lessonSchema>

/** The target as refusals have taught it to be. Later lessons beat earlier ones; refused fields add up. */
export function takeLessons(target: Target, lessons: readonly Lesson[]): Target {
  return lessons
    .filter(({ dialect }) => dialect === target.dialect)
    .reduce<Target>((known, lesson) => takeTeaching(known, lesson), target)
}

/** The target after one teaching. */
export function takeTeaching(target: Target, { quirks = {}, maxOutputTokens }: Teaching): Target {
  const { refusedFields = [], ...rest } = quirks
  const merged: Quirks = {
    ...target.quirks,
    ...rest,
    refusedFields: [...new Set([...target.quirks.refusedFields, ...refusedFields])],
  }
  const limit = Math.min(
    target.maxOutputTokens ?? Number.POSITIVE_INFINITY,
    maxOutputTokens ?? Number.POSITIVE_INFINITY,
  )
  return { ...target, quirks: merged, maxOutputTokens: Number.isFinite(limit) ? limit : undefined }
}
