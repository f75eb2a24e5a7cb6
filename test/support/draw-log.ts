import { setTimeout } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { type Chunk, events, type Script } from './scripted.ts'

/** A coding assistant's request in the middle of its work, for the pictures of the log. */
export const WORK = {
  model: 'grok-code-fast-1',
  max_tokens: 4096,
  top_k: 40,
  stream: true,
  system: 'You are a coding assistant. Work in small steps, and run the tests after each of them.',
  tools: [
    {
      name: 'read_file',
      description: 'Reads a file of the project.',
      input_schema: { type: 'object', properties: { path: { type: 'string' } }, required: ['path'] },
    },
    {
      name: 'run',
      description: 'Runs a command in the shell.',
      input_schema: { type: 'object', properties: { command: { type: 'string' } }, required: ['command'] },
    },
  ],
  messages: [
    { role: 'user', content: 'The total of an invoice is off by a cent now and then. Find out why.' },
    {
      role: 'assistant',
      content: [
        { type: 'text', text: 'I look at how the total is made.' },
        { type: 'tool_use', id: 'toolu_01', name: 'read_file', input: { path: 'src/invoice.ts' } },
      ],
    },
    {
      role: 'user',
      content: [
        {
          type: 'tool_result',
          tool_use_id: 'toolu_01',
          content:
            'export const total = (lines: Line[]) =>\n  lines.reduce((sum, line) => sum + line.price * line.count, 0)',
        },
      ],
    },
  ],
}

const ANSWER =
  'Prices are added as floating point numbers, so 0.1 + 0.2 is not 0.3. I count in whole cents instead, and round once, at the end. '
const delta = (fields: object, finish: string | null = null): string =>
  `data: ${JSON.stringify({ id: 'c1', object: 'chat.completion.chunk', created: 1, model: 'grok-code-fast-1', choices: [{ index: 0, delta: fields, finish_reason: finish }] })}\n\n`
const usage = (output: number): string =>
  `data: ${JSON.stringify({ id: 'c1', object: 'chat.completion.chunk', created: 1, model: 'grok-code-fast-1', choices: [], usage: { prompt_tokens: 3120, completion_tokens: output, prompt_tokens_details: { cached_tokens: 2816 } } })}\n\n`

/** Answers that request word by word, in the pace of a fast model; any other as the fake upstream does. */
export const answerWork: Script = ({ body }) => {
  if (body['model'] !== WORK.model || body['stream'] !== true) return undefined
  const words = ANSWER.split(/(?<= )/)
  const pieces = [
    delta({ role: 'assistant', content: '' }),
    ...words.map(content => delta({ content })),
    delta({
      tool_calls: [
        {
          index: 0,
          id: 'call_1',
          type: 'function',
          function: { name: 'run', arguments: '{"command":"npm test"}' },
        },
      ],
    }),
    delta({}, 'tool_calls'),
    usage(words.length + 12),
    'data: [DONE]\n\n',
  ]
  return events(pieces.flatMap((piece, index): Chunk[] => [setTimeout(220 + index * 24), piece]))
}

/** What of a request is drawn: the name of the picture, the keys that lead there, and a text that stands there then. */
const VIEWS = [
  ['summary', '1', 'Resolution and dispatch'],
  ['chat', '2', 'the reply'],
  ['request', '3', 'headers'],
  ['stream', '5', 'message_start'],
  ['timing', '6', 'First byte'],
] as const

/** Draws the parts of that request, the diff of what became of it, and its replay beside it. */
export async function drawLog(page: Page, take: (name: string) => Promise<unknown>): Promise<void> {
  await page.getByRole('row').filter({ hasText: 'xai/grok-code-fast-1' }).last().click()
  const detail = page.getByRole('complementary', { name: 'Request' })
  for (const [name, key, text] of VIEWS) {
    await page.keyboard.press(key)
    await detail.getByText(text).first().waitFor()
    if (name !== 'request') await take(`log-${name}`)
  }
  await page.keyboard.press('3')
  await detail.getByRole('button', { name: 'Cover the list' }).click()
  await detail.getByText('Diff', { exact: true }).click()
  await detail.locator('.cm-changedLine').first().waitFor()
  await take('log-diff')
  await page.keyboard.press('r')
  const beside = page.getByRole('region', { name: 'Side by side' })
  await beside.getByRole('region', { name: 'Answer of: Replay' }).getByText('npm test').waitFor()
  await beside.getByText('running').waitFor({ state: 'detached' })
  await take('log-beside')
  await page.keyboard.press('Escape')
  await detail.getByRole('button', { name: 'Show the list beside it' }).click()
  await page.keyboard.press('Escape')
}
