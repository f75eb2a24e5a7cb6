/** Listeners of one kind of change: `add` gives the way to stop listening, `tell` calls them all. */
export function createListeners(): { add(listener: () => void): () => void; tell(): void } {
  const all = new Set<() => void>()
  return {
    add(listener) {
      const own = () => listener()
      all.add(own)
      return () => {
        all.delete(own)
      }
    },
    tell() {
      for (const listener of [...all]) listener()
    },
  }
}
