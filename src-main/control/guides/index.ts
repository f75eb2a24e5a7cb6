import type { ClientGuide } from '../contract/connect.ts'
import { agents } from './agents.ts'
import { editors } from './editors.ts'
import type { Place } from './place.ts'
import { sdks } from './sdks.ts'

/** How each client is pointed to this place, in the order of the page. */
export const clientGuides = (place: Place): readonly ClientGuide[] => [
  ...agents(place),
  ...editors(place),
  ...sdks(place),
]
