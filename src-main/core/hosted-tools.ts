import type { HostedTool } from './conversation.ts'
import { asString } from './json.ts'
import type { Ledger } from './ledger.ts'

/**
 * Tells of a hosted tool that the endpoint does not run. Most are a help that the model can do without (Codex lists `web_search`
 * always); a computer is what the request is about, and each vendor has actions of its own for it (mapping §4.1).
 */
export function dropHosted(tool: HostedTool, ledger: Ledger): void {
  const type = asString(tool.value.type) ?? ''
  if (/^(?:computer|browser)(?:_|$)/.test(type))
    ledger.refuse(
      tool.path,
      `No other provider works a screen by "${type}". Take the tool out, or call a model of the vendor that defines it.`,
    )
  else ledger.lose('hosted_tool_dropped', tool.path)
}
