import type { Change, Refused } from '../../control/contract/changes.ts'
import type { SettingsEdit } from '../../state/settings-file.ts'

/** An edit of the settings file as the page hears of it. */
export function changeOf(edit: SettingsEdit): Change {
  if (edit.ok) return { ok: true }
  const { reason, message, problems } = edit
  return {
    ok: false,
    reason,
    message,
    problems: problems.map(problem => ({
      message: problem.reason,
      path: problem.path.join('.'),
      line: problem.line,
      column: problem.column,
    })),
  }
}

export const refused = (reason: Refused['reason'], message: string): Refused => ({
  ok: false,
  reason,
  message,
  problems: [],
})
