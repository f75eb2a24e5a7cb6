import type { ClientGuide } from '../contract/connect.ts'
import { json, literal, type Place, quoted, shell } from './place.ts'

const COMMAND_NOTE = 'The command `patchbay` must be found by its name; else write its whole path.'

/** Agents that run in a terminal. */
export const agents = (place: Place): readonly ClientGuide[] => [
  claudeCode(place),
  codex(place),
  opencode(place),
  aider(place),
]

const claudeCode = ({ baseUrl, key, model }: Place): ClientGuide => ({
  id: 'claude-code',
  name: 'Claude Code',
  kind: 'agent',
  dialects: ['messages'],
  snippets: [
    {
      ...shell(
        `export ANTHROPIC_BASE_URL=${quoted(baseUrl)}`,
        `export ANTHROPIC_AUTH_TOKEN=${quoted(key)}`,
        'export CLAUDE_CODE_ENABLE_GATEWAY_MODEL_DISCOVERY=1',
        `claude --model ${quoted(model)}`,
      ),
      where: 'In a terminal, to try it',
    },
    json('~/.claude/settings.json, to keep it', {
      apiKeyHelper: 'patchbay key',
      env: {
        ANTHROPIC_BASE_URL: baseUrl,
        ANTHROPIC_MODEL: model,
        CLAUDE_CODE_ENABLE_GATEWAY_MODEL_DISCOVERY: '1',
      },
    }),
  ],
  notes: [
    'The address has no /v1 here.',
    'Merge this into your user settings, never into those of a project.',
    `The settings hold no key: Claude Code asks for it with \`patchbay key\`. ${COMMAND_NOTE}`,
    'Its model list shows only names that hold "claude" or "anthropic"; an alias such as "claude-fast" makes any model appear there.',
  ],
})

const codex = ({ openaiBaseUrl, key, model }: Place): ClientGuide => ({
  id: 'codex',
  name: 'Codex',
  kind: 'agent',
  dialects: ['responses'],
  snippets: [
    {
      where: '~/.codex/patchbay.config.toml',
      language: 'toml',
      text: [
        `model = ${literal(model)}`,
        'model_provider = "patchbay"',
        '',
        '[model_providers.patchbay]',
        'name = "Patchbay"',
        `base_url = ${literal(openaiBaseUrl)}`,
        'wire_api = "responses"',
        `model_catalog_url = ${literal(`${openaiBaseUrl}/models`)}`,
        '',
        '[model_providers.patchbay.auth]',
        'command = "patchbay"',
        'args = ["key"]',
      ].join('\n'),
    },
    shell('codex --profile patchbay'),
    {
      where: 'In place of the auth table, where no command can be run',
      language: 'toml',
      text: `[model_providers.patchbay]\nexperimental_bearer_token = ${literal(key)}`,
    },
  ],
  notes: [
    'A profile of its own leaves your other settings and your login as they are.',
    `The first file holds no key: Codex asks for it. ${COMMAND_NOTE}`,
    'The list of models has to be at the same address as the API.',
  ],
})

const opencode = ({ openaiBaseUrl, key, model }: Place): ClientGuide => ({
  id: 'opencode',
  name: 'opencode',
  kind: 'agent',
  dialects: ['chat'],
  snippets: [
    json('~/.config/opencode/opencode.json', {
      $schema: 'https://opencode.ai/config.json',
      provider: {
        patchbay: {
          npm: '@ai-sdk/openai-compatible',
          name: 'Patchbay',
          options: { baseURL: openaiBaseUrl, apiKey: '{env:PATCHBAY_KEY}' },
          models: { [model]: { name: model } },
        },
      },
      model: `patchbay/${model}`,
    }),
    shell(`export PATCHBAY_KEY=${quoted(key)}`, 'opencode'),
  ],
  notes: [
    'With "@ai-sdk/openai" as npm package it calls Responses, with "@ai-sdk/anthropic" Messages.',
    'Each model that you want to choose needs a line in "models".',
  ],
})

const aider = ({ openaiBaseUrl, key, model }: Place): ClientGuide => ({
  id: 'aider',
  name: 'aider',
  kind: 'agent',
  dialects: ['chat'],
  snippets: [
    shell(
      `export OPENAI_API_BASE=${quoted(openaiBaseUrl)}`,
      `export OPENAI_API_KEY=${quoted(key)}`,
      `aider --model ${quoted(`openai/${model}`)}`,
    ),
    {
      where: '~/.aider.conf.yml',
      language: 'yaml',
      text: `openai-api-base: ${literal(openaiBaseUrl)}\nmodel: ${literal(`openai/${model}`)}`,
    },
  ],
  notes: ['aider takes "openai/" off the name; Patchbay gets the rest.'],
})
