import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openWindowMemory } from '../../src-main/desktop/window-place.ts'
import { stopLater } from '../support/lifetime.ts'

const laptop = { id: 1, workArea: { x: 0, y: 25, width: 1440, height: 875 } }
const screen = { id: 2, workArea: { x: 1440, y: 0, width: 2560, height: 1440 } }
const onLaptop = { bounds: { x: 10, y: 30, width: 800, height: 600 }, maximised: false }
const onScreen = { bounds: { x: 2000, y: 100, width: 1600, height: 1200 }, maximised: true }

async function aFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-window-'))
  stopLater(() => rm(folder, { recursive: true }))
  return join(folder, 'window.json')
}

const open = (file: string) => openWindowMemory(file, () => {})

test('the display that was used last is taken, the other one where it has gone', async () => {
  const file = await aFile()
  open(file).remember(laptop, onLaptop)
  open(file).remember(screen, onScreen)
  expect(open(file).place([laptop, screen])).toEqual(onScreen)
  expect(open(file).place([laptop])).toEqual(onLaptop)
})

test('a place that no display shows any more is not taken', async () => {
  const memory = open(await aFile())
  memory.remember(screen, onScreen)
  expect(memory.place([{ ...screen, workArea: { ...screen.workArea, x: 4000 } }])).toBeUndefined()
  expect(memory.place([laptop])).toBeUndefined()
})

test.each(['', '{', '{"places":{"1":{"bounds":{"x":"0"}}}}', '[]', 'null'])(
  'a file that says %j is an empty memory',
  async text => {
    const file = await aFile()
    await writeFile(file, text)
    expect(open(file).place([laptop])).toBeUndefined()
    expect(open(file).firstHide()).toBe(true)
    expect(open(file).firstHide()).toBe(false)
  },
)

test('a folder that cannot be written is said, and nothing else fails', async () => {
  const said: string[] = []
  const memory = openWindowMemory('/nowhere/at/all/window.json', line => said.push(line))
  memory.remember(laptop, onLaptop)
  expect(said[0]).toContain('cannot be kept')
  expect(memory.place([laptop])).toEqual(onLaptop)
})
