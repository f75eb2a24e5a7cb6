import type { HostedTool } from '../../conversation.ts'
import { asArray, asObject, asString, isObject, type Json } from '../../json.ts'

/** The MCP servers that Anthropic would call: each a tool that the provider runs. One that is switched off is none. */
export const readMcpServers = (servers: Json | undefined): HostedTool[] =>
  asArray(servers).flatMap((server, index) => {
    if (!isObject(server)) return []
    const { name, url, authorization_token, tool_configuration } = server
    const { enabled, allowed_tools } = asObject(tool_configuration)
    if (enabled === false) return []
    const authorization = asString(authorization_token)
    const allowed = asArray(allowed_tools).filter(tool => typeof tool === 'string')
    return [
      {
        type: 'hosted',
        dialect: 'messages',
        name: asString(name) ?? 'mcp',
        path: `mcp_servers[${index}]`,
        value: server,
        mcp: {
          label: asString(name) ?? 'mcp',
          url: asString(url) ?? '',
          ...(authorization !== undefined && { authorization }),
          ...(allowed.length > 0 && { allowedTools: allowed }),
        },
      },
    ]
  })
