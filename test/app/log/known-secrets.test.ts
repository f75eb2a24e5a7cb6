import { expect, test } from 'vitest'
import { createKnownSecrets } from '../../../src-main/app/log/known-secrets.ts'

const keys = new Map([['default', 'pb-local-one']])
const parts = {
  secrets: { known: () => ['shapeless-key', 'short'] },
  localKeys: {
    list: () => [...keys.keys()].map(name => ({ name, createdAt: 1 })),
    token: (name: string) => keys.get(name),
  },
}

test('keys that were read, local ones and those of callers are known; words are none', () => {
  const known = createKnownSecrets(parts)
  known.add('of-a-caller')
  expect(known.all().toSorted()).toEqual(['of-a-caller', 'pb-local-one', 'shapeless-key'])
})

test('a local key that was revoked stays known', () => {
  keys.set('tool', 'pb-local-two')
  const known = createKnownSecrets(parts)
  known.all()
  keys.delete('tool')
  expect(known.all()).toContain('pb-local-two')
})

test('the keys of many callers do not pile up', () => {
  const known = createKnownSecrets(parts)
  for (let index = 0; index < 3_000; index++) known.add(`caller-key-${index}`)
  expect(known.all().length).toBeLessThan(1_100)
  expect(known.all()).toContain('caller-key-2999')
})
