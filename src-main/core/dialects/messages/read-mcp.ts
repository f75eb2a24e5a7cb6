import type { HostedTool } from '../../conversation.ts'
import { asArray, asObject, asString, isObject, type Json, type JsonObject } from '../../json.ts'

/** The MCP servers that Anthropic would call: each a tool that the provider runs. One that is switched off is none. */
export const readMcpServers = ({ mcp_servers, tools }: JsonObject): HostedTool[] =>
  asArray(mcp_servers).flatMap((server, index) => {
    if (!isObject(server)) return []
    const { name, url, authorization_token, tool_configuration } = server
    const { enabled, allowed_tools } = asObject(tool_configuration)
    if (enabled === false) return []
    const label = asString(name) ?? 'mcp'
    const authorization = asString(authorization_token)
    const listed = asArray(allowed_tools).filter(tool => typeof tool === 'string')
    const allowedTools = listed.length > 0 ? listed : allowedIn(toolsetOf(label, tools))
    return [
      {
        type: 'hosted',
        dialect: 'messages',
        name: label,
        path: `mcp_servers[${index}]`,
        value: server,
        mcp: {
          label,
          url: asString(url) ?? '',
          ...(authorization !== undefined && { authorization }),
          ...(allowedTools && { allowedTools }),
        },
      },
    ]
  })

const toolsetOf = (server: string, tools: Json | undefined): JsonObject =>
  asArray(tools)
    .map(asObject)
    .find(({ type, mcp_server_name }) => type === 'mcp_toolset' && mcp_server_name === server) ?? {}

/** The names that a toolset lets be called; undefined where it lets all but some. */
const allowedIn = ({ default_config, configs }: JsonObject): string[] | undefined =>
  asObject(default_config).enabled === false
    ? Object.entries(asObject(configs)).flatMap(([name, config]) =>
        asObject(config).enabled === true ? [name] : [],
      )
    : undefined
