/** Listeners of one kind of change, and what they are told. */
export interface Listeners<T extends readonly unknown[]> {
  /** Gives the way to stop listening. */
  add(listener: (...news: T) => void): () => void
  /** Calls them all. */
  tell(...news: T): void
}

export function createListeners<T extends readonly unknown[] = []>(): Listeners<T> {
  const all = new Set<(...news: T) => void>()
  return {
    add(listener) {
      // The same function may listen twice.
      const own = (...news: T) => listener(...news)
      all.add(own)
      return () => {
        all.delete(own)
      }
    },
    tell(...news) {
      for (const listener of [...all]) listener(...news)
    },
  }
}
