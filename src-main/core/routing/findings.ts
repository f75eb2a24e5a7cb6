import type { Finding } from './catalog.ts'
import type { Lesson } from './lesson.ts'

/** What is known of a model once more was learned: newer endpoints and newer words of a lesson beat the older ones. */
export function joinFindings(known: Finding | undefined, next: Finding): Finding {
  if (!known) return next
  const lessons = [...(known.lessons ?? []), ...(next.lessons ?? [])]
  const newest = [...new Map(lessons.map(lesson => [whatOf(lesson), lesson])).values()]
  const isAboutEndpoints = next.endpoints.length > 0 || known.endpoints.length === 0
  return { ...(isAboutEndpoints ? next : known), ...(newest.length > 0 && { lessons: newest }) }
}

/** Two lessons about one thing have this in common. */
const whatOf = ({ dialect, quirks, maxOutputTokens }: Lesson): string =>
  JSON.stringify([dialect, quirks, maxOutputTokens !== undefined])
