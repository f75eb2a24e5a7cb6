import { existsSync, globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const list = `${root}../shared/spec/failure-modes.md`
const isThere = existsSync(list)
const reason = isThere ? '' : ' (skipped: the list of failures does not lie beside this checkout)'

/** The numbers of the rows, as titles of tests name them: F01 to F74. */
function rows(): string[] {
  const found = readFileSync(list, 'utf8').matchAll(/^\| (\d+) \|/gm)
  return [...found].map(([, number = '']) => `F${number.padStart(2, '0')}`)
}

/** The words of titles: first arguments of tests and suites, and the names that tables give to their rows. */
function titles(): string {
  const files = globSync('test/**/*.test.ts', { cwd: root })
  return files
    .flatMap(file => [...readFileSync(root + file, 'utf8').matchAll(QUOTED)].map(([text]) => text))
    .join('\n')
}

const QUOTED = /(['"`])(?=F\d\d)(?:(?!\1).)*\1/g

test.skipIf(!isThere)(`each known failure has a test that names it${reason}`, () => {
  const named = new Set(titles().match(/\bF\d\d\b/g))
  const numbers = rows()
  expect(numbers.length).toBeGreaterThanOrEqual(74)
  expect(numbers.filter(number => !named.has(number))).toEqual([])
})
