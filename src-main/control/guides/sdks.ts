import type { ClientGuide, Snippet } from '../contract/connect.ts'
import { literal, type Place, quoted, shell } from './place.ts'

/** Libraries and the bare protocol. */
export const sdks = (place: Place): readonly ClientGuide[] => [
  openai(place),
  anthropic(place),
  vercelAi(place),
  curl(place),
]

const code = (language: Snippet['language'], where: string, ...lines: readonly string[]): Snippet => ({
  where,
  language,
  text: lines.join('\n'),
})

const openai = ({ openaiBaseUrl, key, model }: Place): ClientGuide => ({
  id: 'openai-sdk',
  name: 'OpenAI SDK',
  kind: 'sdk',
  dialects: ['chat', 'responses'],
  snippets: [
    shell(`export OPENAI_BASE_URL=${quoted(openaiBaseUrl)}`, `export OPENAI_API_KEY=${quoted(key)}`),
    code(
      'python',
      'Python',
      'from openai import OpenAI',
      '',
      'client = OpenAI()',
      `reply = client.responses.create(model=${literal(model)}, input="Hello")`,
      'print(reply.output_text)',
    ),
    code(
      'javascript',
      'JavaScript',
      "import OpenAI from 'openai'",
      '',
      'const client = new OpenAI()',
      `const reply = await client.responses.create({ model: ${literal(model)}, input: 'Hello' })`,
      'console.log(reply.output_text)',
    ),
  ],
  notes: ['Both languages read address and key from the variables.'],
})

const anthropic = ({ baseUrl, key, model }: Place): ClientGuide => ({
  id: 'anthropic-sdk',
  name: 'Anthropic SDK',
  kind: 'sdk',
  dialects: ['messages'],
  snippets: [
    shell(`export ANTHROPIC_BASE_URL=${quoted(baseUrl)}`, `export ANTHROPIC_API_KEY=${quoted(key)}`),
    code(
      'python',
      'Python',
      'from anthropic import Anthropic',
      '',
      'client = Anthropic()',
      'reply = client.messages.create(',
      `    model=${literal(model)}, max_tokens=1024, messages=[{"role": "user", "content": "Hello"}]`,
      ')',
      'print(reply.content)',
    ),
    code(
      'javascript',
      'JavaScript',
      "import Anthropic from '@anthropic-ai/sdk'",
      '',
      'const client = new Anthropic()',
      'const reply = await client.messages.create({',
      `  model: ${literal(model)},`,
      '  max_tokens: 1024,',
      "  messages: [{ role: 'user', content: 'Hello' }],",
      '})',
      'console.log(reply.content)',
    ),
  ],
  notes: ['The address has no /v1 here.'],
})

const vercelAi = ({ openaiBaseUrl, key, model }: Place): ClientGuide => ({
  id: 'ai-sdk',
  name: 'AI SDK',
  kind: 'sdk',
  dialects: ['chat'],
  snippets: [
    shell(`export PATCHBAY_KEY=${quoted(key)}`),
    code(
      'javascript',
      'JavaScript',
      "import { createOpenAICompatible } from '@ai-sdk/openai-compatible'",
      "import { generateText } from 'ai'",
      '',
      'const patchbay = createOpenAICompatible({',
      "  name: 'patchbay',",
      `  baseURL: ${literal(openaiBaseUrl)},`,
      '  apiKey: process.env.PATCHBAY_KEY,',
      '})',
      `const { text } = await generateText({ model: patchbay(${literal(model)}), prompt: 'Hello' })`,
    ),
  ],
  notes: ['createOpenAI calls Responses, createAnthropic Messages, with the same address and key.'],
})

const curl = ({ openaiBaseUrl, key, model }: Place): ClientGuide => {
  const post = (path: string, body: unknown, ...headers: readonly string[]): string =>
    [
      `curl ${quoted(openaiBaseUrl + path)}`,
      `-H ${quoted(`authorization: Bearer ${key}`)}`,
      `-H 'content-type: application/json'`,
      ...headers,
      `-d ${quoted(JSON.stringify(body))}`,
    ].join(' \\\n  ')
  const messages = [{ role: 'user', content: 'Hello' }]
  return {
    id: 'curl',
    name: 'curl',
    kind: 'terminal',
    dialects: ['chat', 'responses', 'messages'],
    snippets: [
      { ...shell(post('/chat/completions', { model, messages })), where: 'Chat Completions' },
      { ...shell(post('/responses', { model, input: 'Hello' })), where: 'Responses' },
      { ...shell(post('/messages', { model, max_tokens: 1024, messages })), where: 'Messages' },
      {
        ...shell(`curl ${quoted(`${openaiBaseUrl}/models`)} -H ${quoted(`authorization: Bearer ${key}`)}`),
        where: 'The list of models',
      },
    ],
    notes: [
      'Each endpoint takes every model: what its provider does not speak is translated or refused with a reason.',
    ],
  }
}
