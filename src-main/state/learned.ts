import { readFileSync } from 'node:fs'
import writeFileAtomic from 'write-file-atomic'
import { z } from 'zod'
import { DIALECTS } from '../core/conversation.ts'
import { createListeners } from '../core/listeners.ts'
import type { Finding, Findings } from '../core/routing/catalog.ts'
import { joinFindings } from '../core/routing/findings.ts'
import { lessonSchema } from '../core/routing/lesson.ts'
import type { Home } from './home.ts'

const fileSchema = z.strictObject({
  version: z.literal(1),
  findings: z.record(
    z.string(),
    z.object({
      endpoints: z.array(z.enum(DIALECTS)),
      at: z.number(),
      evidence: z.string(),
      lessons: z.array(lessonSchema).optional(),
    }),
  ),
})

export interface FindingStore {
  /** By model id; the same object until something changes. */
  findings(): Findings
  /** Keeps what a refusal taught: endpoints in place of those that were known, lessons beside them. In force at once, on disk soon after. */
  learn(modelId: string, finding: Finding): void
  /** Forgets what is known about a model. */
  forget(modelId: string): void
  /** Calls after every change; gives the way to stop. */
  onChange(listener: () => void): () => void
  /** Settles when everything is on disk. */
  close(): Promise<void>
}

/** Opens learned.json. A broken file is said in the log and begins empty: refusals teach the same again. */
export function openFindings(options: {
  readonly home: Pick<Home, 'learnedFile'>
  readonly log: (line: string) => void
}): FindingStore {
  const { home, log } = options
  const listeners = createListeners()
  let findings: Findings = readFindings(home.learnedFile, log)
  let written: Promise<void> = Promise.resolve()

  const put = (next: Findings): void => {
    findings = next
    const text = `${JSON.stringify({ version: 1, findings }, null, 2)}\n`
    written = written
      .then(() => writeFileAtomic(home.learnedFile, text, { mode: 0o600 }))
      .catch((error: unknown) => log(`${home.learnedFile} cannot be written: ${String(error)}`))
    listeners.tell()
  }

  return {
    findings: () => findings,
    learn: (modelId, finding) => put({ ...findings, [modelId]: joinFindings(findings[modelId], finding) }),
    forget(modelId) {
      if (!Object.hasOwn(findings, modelId)) return
      put(Object.fromEntries(Object.entries(findings).filter(([id]) => id !== modelId)))
    },
    onChange: listeners.add,
    close: () => written,
  }
}

function readFindings(file: string, log: (line: string) => void): Findings {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT'))
      log(`${file} cannot be read (${String(error)}): what was learned about endpoints begins empty`)
    return {}
  }
  try {
    return fileSchema.parse(JSON.parse(text)).findings
  } catch {
    log(`${file} is broken: what was learned about endpoints begins empty`)
    return {}
  }
}
