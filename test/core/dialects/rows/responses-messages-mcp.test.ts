import { expect, test } from 'vitest'
import { dialects } from '../../../../src-main/core/dialects/index.ts'
import type { JsonObject } from '../../../../src-main/core/json.ts'
import { bodySent, modelOf } from '../../../support/translating.ts'
import { dropped, eachRow, exact, type Fate, RESPONSES_TOOL, type Row } from './row.ts'

const MCP = { hostedTools: ['mcp_toolset'] }
const tool = { type: 'mcp', server_label: 's', server_url: 'https://a.org', require_approval: 'never' }
const server = { type: 'url', name: 's', url: 'https://a.org' }
const toolset = { type: 'mcp_toolset', mcp_server_name: 's' }
const only = (name: string) => ({
  ...toolset,
  default_config: { enabled: false },
  configs: { [name]: { enabled: true } },
})
const row = (fields: JsonObject, fate: Row[3], quirks: Row[4] = MCP): Row => [
  'responses',
  'messages',
  { tools: [{ ...tool, ...fields }] },
  fate,
  quirks,
]
const gone = { loses: ['hosted_tool_dropped;tools[0]'] }

/** Mapping §2.3 and §4.1: a server of MCP that Responses names, at Anthropic. */
const ROWS: readonly Row[] = [
  row({}, exact({ mcp_servers: [server], tools: [toolset] })),
  row({ authorization: 't' }, exact({ mcp_servers: [{ ...server, authorization_token: 't' }] })),
  row({ allowed_tools: ['f'] }, exact({ tools: [only('f')] })),
  row({ allowed_tools: { tool_names: ['f'] } }, exact({ tools: [only('f')] })),
  row({ server_description: 'd' }, dropped('tools[0].server_description')),
  row({ headers: {}, allowed_callers: ['direct'] }, { loses: [] }),
  // Anthropic asks nobody, and reaches a URL alone.
  row({ require_approval: 'always' }, gone),
  row({ require_approval: undefined }, gone),
  row({ require_approval: { never: { tool_names: ['f'] } } }, gone),
  row({ server_url: undefined, connector_id: 'connector_gmail' }, gone),
  row({ headers: { 'x-key': 'k' } }, gone),
  row({ allowed_tools: { read_only: true } }, gone),
  row({}, gone, {}),
]

eachRow(ROWS)

const OPENAI_MCP = { hostedTools: ['mcp'] }
const back = (value: JsonObject, fate: Fate): Row => [
  'messages',
  'responses',
  { mcp_servers: [server], tools: [{ ...toolset, ...value }] },
  fate,
  OPENAI_MCP,
]

/** The same the other way. */
eachRow([
  back({}, exact({ tools: [tool] })),
  back(only('f'), exact({ tools: [{ ...tool, allowed_tools: ['f'] }] })),
  back({ default_config: { enabled: false } }, exact({ tools: [{ ...tool, allowed_tools: [] }] })),
  back({ default_config: { enabled: true } }, exact({ tools: [tool] })),
  back({ default_config: { defer_loading: true } }, dropped('tools[0].default_config')),
  back({ configs: { f: { enabled: false } } }, dropped('tools[0].configs')),
])

test('a server whose tools are not allowed is not named', () => {
  const tool_choice = { type: 'allowed_tools', mode: 'auto', tools: [{ type: 'function', name: 'f' }] }
  const body = bodySent('responses', 'messages', { tools: [tool, RESPONSES_TOOL], tool_choice }, MCP)
  expect(body.tools).toMatchObject([{ name: 'f' }])
  expect(body).not.toHaveProperty('mcp_servers')
})

test.each([
  ['with a server', [tool], 'mcp-client-2025-11-20'],
  ['without one', [RESPONSES_TOOL], undefined],
])('a request %s names the beta that it needs', (_name, tools, beta) => {
  const read = dialects.responses.readRequest({ model: 'm', input: 'hi', tools })
  const written = read.ok ? dialects.messages.writeRequest(read.value, modelOf('messages', MCP)) : read
  expect(written.ok && written.value.headers['anthropic-beta']).toBe(beta)
})
