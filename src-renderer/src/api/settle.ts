import { notifications } from '@mantine/notifications'
import type { Change } from '../../../src-main/control/contract/changes.ts'

/**
 * Awaits an operation that changes something and gives its answer; one that answers with anything else is done. What was
 * not done is said in a notification with its reason, unless `quiet`: then the caller shows the message where the user
 * looks, e.g. at the field.
 */
export async function settle(
  change: Promise<Change | boolean | number | undefined>,
  { quiet = false, done }: { quiet?: boolean; done?: string } = {},
): Promise<{ ok: true } | { ok: false; message: string }> {
  const answer = await change.then(
    given => (typeof given === 'object' ? given : ({ ok: true } as const)),
    (error: unknown) =>
      ({ ok: false, message: error instanceof Error ? error.message : String(error) }) as const,
  )
  if (answer.ok) {
    if (done) sayDone(done)
    return { ok: true }
  }
  if (!quiet) say(answer.message)
  return { ok: false, message: answer.message }
}

/** Says that something did not work, and why; stays until it is closed. What is said already is not said twice. */
export const say = (message: string, title = 'That did not work') =>
  notifications.show({
    id: `${title}\n${message}`,
    title,
    message,
    color: 'red',
    autoClose: false,
    withBorder: true,
  })

/** The notice of what was done last. */
let lastDone = ''

/** Says that something is done, in the place of what was done before it. Goes after `stay` milliseconds. */
export function sayDone(
  message: string,
  { title, stay = 2500 }: { title?: string; stay?: number } = {},
): void {
  notifications.hide(lastDone)
  lastDone = notifications.show({ title, message, color: 'accent', autoClose: stay })
}
