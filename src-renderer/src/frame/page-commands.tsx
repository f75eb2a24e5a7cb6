import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import type { Command } from './command.ts'

/** The commands of the page that is shown, for the palette beside it. */
interface Board {
  read(): readonly Command[]
  write(commands: readonly Command[]): void
  onChange(listener: () => void): () => void
}

function createBoard(): Board {
  const listeners = new Set<() => void>()
  let commands: readonly Command[] = []
  return {
    read: () => commands,
    write(next) {
      commands = next
      for (const listener of listeners) listener()
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

const BoardContext = createContext<Board>(createBoard())

export function PageCommands({ children }: { children: ReactNode }) {
  const [board] = useState(createBoard)
  return <BoardContext value={board}>{children}</BoardContext>
}

/** What the page that is shown can do. */
export function useShownCommands(): readonly Command[] {
  const board = useContext(BoardContext)
  return useSyncExternalStore(board.onChange, board.read)
}

/** Puts the page's own commands into the palette while the component is shown. */
export function usePageCommands(commands: readonly Command[]): void {
  const board = useContext(BoardContext)
  const latest = useRef(commands)
  latest.current = commands
  const names = commands.map(({ name }) => name).join('\n')
  useEffect(() => {
    if (!names) return
    const shown = latest.current.map(({ name, icon, group }) => ({
      name,
      icon,
      group,
      // As the page is when it is run, not as it was when the palette heard of it.
      run: () => latest.current.find(command => command.name === name)?.run(),
    }))
    board.write(shown)
    return () => board.write([])
  }, [board, names])
}
