import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { createListeners } from '../core/listeners.ts'
import { type Problem, type Settings, settingsSchema } from '../core/routing/settings.ts'
import type { Home } from './home.ts'
import { editSettingsText } from './settings-edit.ts'
import { printProblem, readSettingsText, type SettingsProblem, type SettingsRead } from './settings-text.ts'
import { watchFile } from './watch-file.ts'

export type SettingsEdit =
  | { readonly ok: true; readonly settings: Settings }
  /** Nothing was written. `changed`: the file is newer than what was shown; it has been read, look and repeat. */
  | {
      readonly ok: false
      readonly reason: 'broken' | 'changed' | 'invalid' | 'unwritable'
      readonly message: string
      readonly problems: readonly SettingsProblem[]
    }

type SettingsPath = readonly (string | number)[]

/** Gives a new text for the file; `editSettingsText` and its siblings keep the comments. */
export type Rewrite = (text: string) => string

export interface SettingsFile {
  readonly file: string
  /** What is in force: the last good state of the file; the defaults while there is none. */
  settings(): Settings
  /** Why the file as it stands is not in force; empty when it is. */
  problems(): readonly SettingsProblem[]
  /** The file's text as last read, for showing it. Undefined while there is no file. */
  text(): string | undefined
  /** Sets one value, or takes it out when undefined; validated first. One at a time, in order. Never throws. */
  edit(path: SettingsPath, value: unknown): Promise<SettingsEdit>
  /** Several edits of the text as one: `rewrite` gets the text as it stands and gives what to write. Else like `edit`. */
  change(rewrite: Rewrite): Promise<SettingsEdit>
  /** What `change` would complain about, without writing anything. */
  preview(rewrite: Rewrite): readonly SettingsProblem[]
  /** Looks at the file now, instead of when the watcher sees it. */
  reload(): void
  /** Calls after settings or problems have changed; gives the way to stop. */
  onChange(listener: () => void): () => void
  close(): Promise<void>
}

const NEW_FILE = '{\n}\n'

/**
 * Opens settings.jsonc and follows its changes. A missing file means the defaults and is not written. When the file is
 * broken at the start there is nothing to fall back on: `problems()` is not empty then, and the defaults are in force.
 */
export async function openSettings(options: {
  readonly home: Pick<Home, 'settingsFile'>
  readonly log: (line: string) => void
  /** What no schema can see: loops of aliases, unknown presets. */
  readonly check?: (settings: Settings) => Problem[]
}): Promise<SettingsFile> {
  const { home, log, check } = options
  const file = home.settingsFile
  const listeners = createListeners()
  let settings = settingsSchema.parse({})
  let problems: readonly SettingsProblem[] = []
  let text: string | undefined
  let loaded = false
  let queue: Promise<unknown> = Promise.resolve()

  const read = (): { text?: string; result: SettingsRead } => {
    try {
      const found = decode(readFileSync(file))
      if (found === undefined) return broken('the file is not UTF-8 text: save it as UTF-8')
      return { text: found, result: readSettingsText(found, check) }
    } catch (error) {
      if (isMissing(error)) return { result: readSettingsText('', check) }
      return broken(`the file cannot be read: ${error instanceof Error ? error.message : String(error)}`)
    }
  }

  const take = (next: { text?: string; result: SettingsRead }): void => {
    text = next.text
    loaded = true
    if (next.result.ok) {
      settings = next.result.settings
      problems = []
    } else {
      problems = next.result.problems
    }
  }

  const reload = (): void => {
    const next = read()
    if (loaded && next.text === text && next.result.ok === (problems.length === 0)) return
    const wasBroken = problems.length > 0
    take(next)
    // Those of the start are `problems()` of whoever opens the file: it stops there, and says why itself.
    for (const problem of problems) log(printProblem(file, problem))
    if (problems.length > 0) log('Until that is corrected, the last good settings stay in force.')
    else if (wasBroken) log(`${file} is good again, and in force.`)
    listeners.tell()
  }

  const refuse = (
    reason: Extract<SettingsEdit, { ok: false }>['reason'],
    message: string,
    found: readonly SettingsProblem[] = [],
  ): SettingsEdit => ({ ok: false, reason, message, problems: found })

  const change = async (rewrite: Rewrite, path: SettingsPath): Promise<SettingsEdit> => {
    const known = text
    reload()
    if (problems.length > 0)
      return refuse('broken', `${file} has errors. Correct them first; it was not touched.`, problems)
    if (text !== known)
      return refuse('changed', `${file} was changed by somebody else. Look at it and try again.`)
    const { edited, result } = rewritten(text, rewrite, check)
    if (!result.ok) return refuse('invalid', reasonsAt(path, result.problems), result.problems)
    try {
      // The mode counts for a new file only: otherwise the old one's is kept, also behind a symbolic link.
      await writeFileAtomic(file, edited, text === undefined ? { mode: 0o600 } : {})
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      return refuse('unwritable', `${dirname(file)} cannot be written: ${why}`)
    }
    take({ text: edited, result })
    listeners.tell()
    return { ok: true, settings: result.settings }
  }

  const inOrder = (rewrite: Rewrite, path: SettingsPath = []): Promise<SettingsEdit> => {
    const done = queue.then(() => change(rewrite, path))
    queue = done
    return done
  }

  take(read())
  const unwatch = await watchFile(file, reload, reason => log(`${file} can no longer be watched: ${reason}`))
  return {
    file,
    settings: () => settings,
    problems: () => problems,
    text: () => text,
    edit: (path, value) => inOrder(old => editSettingsText(old, path, value), path),
    change: rewrite => inOrder(rewrite),
    preview(rewrite) {
      const { result } = rewritten(text, rewrite, check)
      return result.ok ? [] : result.problems
    },
    reload,
    onChange: listeners.add,
    async close() {
      await unwatch()
      await queue
    },
  }
}

/** What is wrong at a place, each thing once; elsewhere only where nothing is wrong there: a loop is one of all its aliases. */
function reasonsAt(path: SettingsPath, problems: readonly SettingsProblem[]): string {
  const own = problems.filter(problem => path.every((part, depth) => problem.path[depth] === part))
  const told = own.length > 0 ? own : problems
  return [...new Set(told.map(({ reason }) => reason))].join('; ')
}

/** The text after a rewrite, read. A path through something that has no entries cannot be written. */
function rewritten(
  text: string | undefined,
  rewrite: Rewrite,
  check: ((settings: Settings) => Problem[]) | undefined,
): { edited: string; result: SettingsRead } {
  const old = text ?? NEW_FILE
  try {
    const edited = rewrite(old)
    return { edited, result: readSettingsText(edited, check) }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { edited: old, result: { ok: false, problems: [{ path: [], reason }] } }
  }
}

const broken = (reason: string): { result: SettingsRead } => ({
  result: { ok: false, problems: [{ path: [], reason }] },
})

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT'

/** The text, its byte order mark kept; undefined when the bytes are no UTF-8. */
function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}
