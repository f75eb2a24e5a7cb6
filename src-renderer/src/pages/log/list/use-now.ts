import { useEffect, useState } from 'react'

/** The clock in milliseconds, a few times a second while something needs it. */
export function useNow(needed: boolean): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    if (!needed) return
    const timer = window.setInterval(() => setNow(Date.now()), 500)
    return () => window.clearInterval(timer)
  }, [needed])
  return now
}
