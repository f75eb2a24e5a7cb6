import { useLocalStorage } from '@mantine/hooks'

const MOST = 12

/** The last filters that this browser used, newest first, and how to add one. */
export function usePastFilters(): readonly [readonly string[], (filter: string) => void] {
  const [past, setPast] = useLocalStorage<string[]>({
    key: 'patchbay-log-filters',
    defaultValue: [],
    getInitialValueInEffect: false,
  })
  const add = (filter: string) => {
    const text = filter.trim()
    if (text) setPast(last => [text, ...last.filter(other => other !== text)].slice(0, MOST))
  }
  return [past, add]
}
