import { expect, it } from 'vitest'
import type { Json, JsonObject } from '../../src-main/core/json.ts'
import { countPrompt, countText } from '../../src-main/proxy/count-prompt.ts'

it("text is counted as OpenAI's tokenizer counts it", async () => {
  expect(await countText(['hello world'])).toBe(2)
  expect(await countText(['<|endoftext|>'])).toBeGreaterThan(1)
  expect(await countText([])).toBe(0)
})

it('a text without a break, and one without an end, take no time to speak of', async () => {
  const unbroken = 'a'.repeat(1_000_000)
  expect(await countText([unbroken])).toBe(125_000)
  expect(await countText(['word '.repeat(2_000_000)])).toBeGreaterThan(2_000_000)
})

it('each turn, image and file costs what it usually does', async () => {
  const turn = (content: Json) => ({ messages: [{ role: 'user', content }] })
  const bare = await countPrompt(turn(''))
  expect(bare).toBe(4)
  expect(await countPrompt(turn([{ type: 'image', source: { type: 'url', url: 'https://x' } }]))).toBe(1604)
  const pdf = { type: 'document', source: { type: 'base64', data: 'A'.repeat(100_000) } }
  expect(await countPrompt(turn([pdf]))).toBe(2004)
})

const HELLO = 'hello world'
const BE_BRIEF = 'be brief'
it.each<[string, Json, ...JsonObject[]]>([
  [
    'one user message',
    6,
    { input: HELLO },
    { input: [{ role: 'user', content: HELLO }] },
    { input: [{ type: 'message', role: 'user', content: [{ type: 'input_text', text: HELLO }] }] },
    { messages: [{ role: 'user', content: HELLO }] },
    { messages: [{ role: 'user', content: [{ type: 'text', text: HELLO }] }] },
  ],
  [
    'a system prompt, too',
    12,
    { instructions: BE_BRIEF, input: HELLO },
    {
      input: [
        { role: 'system', content: BE_BRIEF },
        { role: 'user', content: HELLO },
      ],
    },
    { system: BE_BRIEF, messages: [{ role: 'user', content: HELLO }] },
    { system: [{ type: 'text', text: BE_BRIEF }], messages: [{ role: 'user', content: HELLO }] },
    {
      messages: [
        { role: 'system', content: BE_BRIEF },
        { role: 'user', content: HELLO },
      ],
    },
  ],
])('what means the same costs the same, however it is written: %s', async (_, tokens, ...bodies) => {
  for (const body of bodies) expect([body, await countPrompt(body)]).toEqual([body, tokens])
})

it('tools cost what their JSON does', async () => {
  const tool = { name: 'weather', description: 'tells the weather', input_schema: { type: 'object' } }
  expect(await countPrompt({ tools: [tool] })).toBe((await countText([JSON.stringify(tool)])) + 4)
})
