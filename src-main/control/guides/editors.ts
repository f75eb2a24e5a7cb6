import type { ClientGuide } from '../contract/connect.ts'
import { json, type Place, quoted, shell } from './place.ts'

/** Assistants inside of editors. */
export const editors = (place: Place): readonly ClientGuide[] => [zed(place), vsCode(place), cline(place)]

/** What an editor assumes of a model that it knows nothing about. */
const WINDOW = 128_000
const OUTPUT = 16_000

const zed = ({ openaiBaseUrl, key, model }: Place): ClientGuide => ({
  id: 'zed',
  name: 'Zed',
  kind: 'editor',
  dialects: ['chat', 'responses'],
  snippets: [
    {
      ...json('~/.config/zed/settings.json', {
        language_models: {
          openai_compatible: {
            Patchbay: {
              api_url: openaiBaseUrl,
              available_models: [
                {
                  name: model,
                  display_name: model,
                  max_tokens: WINDOW,
                  max_output_tokens: OUTPUT,
                  capabilities: {
                    tools: true,
                    images: true,
                    parallel_tool_calls: true,
                    chat_completions: true,
                  },
                },
              ],
            },
          },
        },
      }),
      language: 'jsonc',
    },
    shell(`export PATCHBAY_API_KEY=${quoted(key)}`, 'zed'),
  ],
  notes: [
    'The key belongs into Zed’s own key store (agent panel, settings) or into the variable, not into this file.',
    'For a model that only speaks Responses write "chat_completions": false.',
    'Zed fetches no list: each model needs its own entry.',
  ],
})

const vsCode = ({ openaiBaseUrl, key, model }: Place): ClientGuide => ({
  id: 'vs-code',
  name: 'VS Code (Copilot, own models)',
  kind: 'editor',
  dialects: ['chat', 'responses', 'messages'],
  snippets: [
    json('chatLanguageModels.json in the user folder of VS Code', [
      {
        name: 'Patchbay',
        vendor: 'customendpoint',
        apiKey: key,
        apiType: 'chat-completions',
        models: [
          {
            id: model,
            name: model,
            url: `${openaiBaseUrl}/chat/completions`,
            toolCalling: true,
            vision: true,
            maxInputTokens: WINDOW,
            maxOutputTokens: OUTPUT,
          },
        ],
      },
    ]),
  ],
  notes: [
    'Each model has its whole address. For Responses use /v1/responses with "apiType": "responses", for Messages /v1/messages with "messages".',
    'Some versions refuse a key that stands in the file: then add the model in the editor with "Manage Models", which keeps the key for you.',
  ],
})

const cline = ({ openaiBaseUrl, key, model }: Place): ClientGuide => ({
  id: 'cline',
  name: 'Cline',
  kind: 'editor',
  dialects: ['chat'],
  snippets: [
    {
      where: 'In Cline’s settings',
      language: 'text',
      text: [
        'API Provider: OpenAI Compatible',
        `Base URL: ${openaiBaseUrl}`,
        `API Key: ${key}`,
        `Model ID: ${model}`,
      ].join('\n'),
    },
  ],
  notes: ['The extension keeps the key in the editor’s own store; there is no file to write.'],
})
