import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { FILTER_KEYS } from '../../../src-main/core/log/filter-keys.ts'
import { readFilter } from '../../../src-main/core/log/read-filter.ts'

const page = readFileSync(join(import.meta.dirname, '../../../docs/log.md'), 'utf8')
const rows = page.split('\n').filter(line => /^\| `[a-z]+:` \|/.test(line))

test('every key of a filter stands on the page that explains them, in order', () => {
  expect(rows.map(row => row.slice(3, row.indexOf(':')))).toEqual(Object.keys(FILTER_KEYS))
})

test('every example of that page is read without a problem', () => {
  const examples = rows.flatMap(row => [...row.matchAll(/`([a-z]+:[^`]+)`/g)].map(([, text = '']) => text))
  expect(examples.length).toBeGreaterThan(15)
  const problems = examples.flatMap(example =>
    readFilter(example, 0).words.flatMap(word => word.problem ?? []),
  )
  expect(problems).toEqual([])
})
