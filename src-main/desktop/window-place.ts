import { readFileSync } from 'node:fs'
import writeFileAtomic from 'write-file-atomic'
import { z } from 'zod'

const rectangle = z.object({ x: z.int(), y: z.int(), width: z.int().positive(), height: z.int().positive() })
const place = z.object({ bounds: rectangle, maximised: z.boolean() })
const memory = z.object({
  /** By the display's id. */
  places: z.record(z.string(), place).default({}),
  lastDisplay: z.string().optional(),
  /** That the app goes on in the tray has been said. */
  hinted: z.boolean().default(false),
})

type Rectangle = z.infer<typeof rectangle>
/** Where a window stood. */
type Place = z.infer<typeof place>
type Memory = z.infer<typeof memory>

/** A display as Electron's `screen` gives it. */
interface Display {
  readonly id: number
  readonly workArea: Rectangle
}

/** What the window remembers from one start to the next. */
export interface WindowMemory {
  /** Where it stood last; undefined where no display that is there now shows that place. */
  place(displays: readonly Display[]): Place | undefined
  remember(display: Pick<Display, 'id'>, place: Place): void
  /** True once in the life of a home. */
  firstHide(): boolean
}

/** Opens the memory in a file. A file that is missing or unreadable is an empty memory; one that cannot be written is said. */
export function openWindowMemory(file: string, log: (line: string) => void): WindowMemory {
  let kept = read(file)
  const keep = (changes: Partial<Memory>) => {
    kept = { ...kept, ...changes }
    try {
      writeFileAtomic.sync(file, `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600 })
    } catch (error) {
      log(`The window's place cannot be kept: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  return {
    place: displays => choosePlace(kept, displays),
    remember: ({ id }, stood) =>
      keep({ places: { ...kept.places, [String(id)]: stood }, lastDisplay: String(id) }),
    firstHide() {
      if (kept.hinted) return false
      keep({ hinted: true })
      return true
    },
  }
}

/** The place on the display that was used last, else on any other that is there; never where nobody could see it. */
function choosePlace({ places, lastDisplay }: Memory, displays: readonly Display[]): Place | undefined {
  const connected = [...displays].sort(
    (one, other) => Number(String(other.id) === lastDisplay) - Number(String(one.id) === lastDisplay),
  )
  for (const { id, workArea } of connected) {
    const stood = places[String(id)]
    if (stood && isReachable(stood.bounds, workArea)) return stood
  }
  return undefined
}

/** Enough of the window's upper edge to take hold of it, in pixels. */
const HANDLE = { width: 100, height: 30 }

const isReachable = (bounds: Rectangle, area: Rectangle): boolean =>
  Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x) >= HANDLE.width &&
  bounds.y >= area.y &&
  bounds.y + HANDLE.height <= area.y + area.height

function read(file: string): Memory {
  try {
    return memory.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    // Nothing is lost but a place on the screen.
    return memory.parse({})
  }
}
