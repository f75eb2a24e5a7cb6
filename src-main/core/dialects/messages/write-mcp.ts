import type {
  BetaMCPToolset,
  BetaRequestMCPServerURLDefinition,
} from '@anthropic-ai/sdk/resources/beta/messages/messages'
import type { Conversation, HostedTool } from '../../conversation.ts'
import { asArray, asObject, asString, isObject, type JsonObject } from '../../json.ts'
import type { Target } from '../../target.ts'
import { toolExtras } from '../../tool-extras.ts'

/** Without this beta Anthropic knows no MCP servers (types of @anthropic-ai/sdk 1.11.0). */
export const MCP_BETA = 'mcp-client-2025-11-20'

/** A server of Responses in Anthropic's words: where it is, and which of its tools may be called. */
interface McpServer {
  readonly server: JsonObject
  readonly toolset: JsonObject
}

/** What of a server is written. */
const WRITTEN: ReadonlySet<string> = new Set(
  'type server_label server_url authorization require_approval allowed_tools headers'.split(' '),
)

/**
 * The server as Anthropic may call it. Undefined where it would not be the same: Anthropic asks nobody before a call, reaches
 * nothing but a URL, and knows tools by their names alone.
 */
export function mcpServer(tool: HostedTool, { quirks }: Target): McpServer | undefined {
  const { type, server_label, server_url, require_approval, allowed_tools } = tool.value
  const [name, url, authorization] = [server_label, server_url, tool.value.authorization].map(asString)
  const isServer =
    tool.dialect === 'responses' && type === 'mcp' && quirks.hostedTools.includes('mcp_toolset')
  if (!isServer || !name || !url || require_approval !== 'never') return undefined
  if (isOnlyOpenai(tool.value) || asObject(allowed_tools).read_only) return undefined
  const names = isObject(allowed_tools) ? allowed_tools.tool_names : allowed_tools
  const allowed = Array.isArray(names) ? asArray(names).filter(each => typeof each === 'string') : undefined
  const only = allowed && {
    default_config: { enabled: false },
    configs: Object.fromEntries(allowed.map(each => [each, { enabled: true }])),
  }
  return {
    server: {
      type: 'url',
      name,
      url,
      ...(authorization && { authorization_token: authorization }),
    } satisfies BetaRequestMCPServerURLDefinition,
    toolset: { type: 'mcp_toolset', mcp_server_name: name, ...only } satisfies BetaMCPToolset,
  }
}

/** Whether it is reached by OpenAI's connectors or tunnels, or wants headers that cannot be said. */
const isOnlyOpenai = ({ connector_id, tunnel_id, headers }: JsonObject): boolean =>
  Boolean(connector_id || tunnel_id) || Object.keys(asObject(headers)).length > 0

/** What a server says besides. */
export const mcpExtras = ({ value }: HostedTool) => toolExtras('responses', value, WRITTEN)

/** The servers of the toolsets that are written. */
export function writeMcpServers(
  { tools }: Conversation,
  target: Target,
  written: readonly JsonObject[],
): JsonObject[] {
  const names = written.map(({ mcp_server_name }) => mcp_server_name)
  return tools
    .filter(tool => tool.type === 'hosted')
    .map(tool => mcpServer(tool, target)?.server)
    .filter(server => server !== undefined)
    .filter(({ name }) => names.includes(name))
}
