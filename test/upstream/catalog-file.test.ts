import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { ListedModel } from '../../src-main/core/routing/catalog.ts'
import { type KeptList, readCatalogFile, writeCatalogFile } from '../../src-main/upstream/catalog-file.ts'

/** Every field that a list can fill: a new one must be kept, too. */
const MODEL: Required<ListedModel> = {
  id: 'a/b',
  displayName: 'A B',
  created: 1_780_000_000,
  ownedBy: 'A',
  endpoints: ['chat'],
  websocketOnly: false,
  kind: 'image',
  contextWindow: 1000,
  maxOutputTokens: 100,
  price: { input: 1, output: 2, cacheRead: 0.1, cacheWrite: 1.25, request: 0.01 },
  capabilities: {
    tools: true,
    images: true,
    files: false,
    audio: false,
    video: false,
    reasoning: true,
    schema: true,
  },
  deprecation: { endsAt: 1_790_000_000, replacement: 'a/c' },
}

async function aFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-catalog-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return join(folder, 'catalog.json')
}

test('a list is read as it was written, every field of it', async () => {
  const file = await aFile()
  const lists = new Map<string, KeptList>([
    ['lab', { baseUrl: 'http://lab/v1', fetchedAt: 7, models: [MODEL, { id: 'bare' }] }],
  ])
  await writeCatalogFile(file, lists)
  expect(readCatalogFile(file, line => expect.fail(line))).toEqual(lists)
})

test('a file of a later version, which knows more, is read without what is new', async () => {
  const file = await aFile()
  const models = [{ id: 'm', capabilities: { tools: true, smell: true }, mood: 'good' }]
  const providers = { lab: { baseUrl: 'http://lab/v1', fetchedAt: 7, models } }
  await writeFile(file, JSON.stringify({ version: 1, providers }))
  const read = readCatalogFile(file, line => expect.fail(line))
  expect(read.get('lab')?.models).toEqual([{ id: 'm', capabilities: { tools: true } }])
})
