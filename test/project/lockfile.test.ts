import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

interface Locked {
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

const { packages } = JSON.parse(
  readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8'),
) as { packages: Readonly<Record<string, Locked>> }

/** Where Node would look for a package, from the folder of the one that wants it upwards. */
function* places(from: string, name: string): Generator<string> {
  for (
    let folder = from;
    folder !== '';
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))
  )
    yield `${folder}/node_modules/${name}`
  yield `node_modules/${name}`
}

it('the lockfile has the packages of every platform: `npm install` drops those that its registry lacks, and `npm ci` then refuses', () => {
  const missing = Object.entries(packages).flatMap(([from, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(
        ([name, version]) => /^\d/.test(version) && ![...places(from, name)].some(place => place in packages),
      )
      .map(([name, version]) => `${name}@${version}`),
  )
  expect(missing).toEqual([])
})
