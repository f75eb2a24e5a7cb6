import { expect, test } from 'vitest'
import { tooOld } from '../../src-main/commands/node-version.ts'

test.each(['20.20.2', '22.21.0', '23.11.1'])('Node %s is told what to do', version => {
  expect(tooOld(version)).toMatch(
    new RegExp(`needs Node 24 or newer, and this is Node ${version}.*npx patchbay`),
  )
})

test.each(['24.0.0', '24.21.0', '100.1.0', process.versions.node])('Node %s will do', version => {
  expect(tooOld(version)).toBeUndefined()
})
