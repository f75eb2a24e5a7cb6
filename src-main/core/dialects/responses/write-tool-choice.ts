import type {
  ToolChoiceAllowed,
  ToolChoiceCustom,
  ToolChoiceFunction,
} from 'openai/resources/responses/responses'
import type { ToolReference } from '../../conversation.ts'
import type { JsonObject } from '../../json.ts'
import { asObject, asString } from '../../json.ts'
import { loosen } from '../../tool-choice.ts'
import { refuse } from './refusals.ts'
import { hostedType, type ToolContext } from './write-tools.ts'

/** The tool choice in the target's words. */
export function writeToolChoice(
  context: ToolContext,
):
  | 'auto'
  | 'none'
  | 'required'
  | ToolChoiceFunction
  | ToolChoiceCustom
  | ToolChoiceAllowed
  | JsonObject
  | undefined {
  const toolChoice = loosen(context.conversation.toolChoice, context)
  switch (toolChoice?.type) {
    case undefined:
      return undefined
    case 'auto':
    case 'none':
    case 'required':
      return toolChoice.type
    case 'tool':
      return named(toolChoice.tool, context)
    case 'allowed':
      return {
        type: 'allowed_tools',
        mode: toolChoice.mode,
        tools: toolChoice.tools.map(tool => named(tool, context)),
      }
    case 'opaque': {
      const kind = asString(asObject(toolChoice.value).type) ?? ''
      if (toolChoice.dialect === 'responses' && context.target.quirks.hostedTools.includes(kind))
        return asObject(toolChoice.value)
      return refuse('tool_choice', `${context.target.provider} cannot be made to call this tool.`)
    }
  }
}

function named(tool: ToolReference, { target: { quirks }, names, conversation }: ToolContext) {
  const declared = conversation.tools.find(
    each => each.name === tool.name && each.namespace === tool.namespace,
  )
  if (declared?.type === 'hosted') return { type: hostedType(declared, quirks.hostedTools) ?? declared.name }
  const name = quirks.toolNamespaces ? names.wire({ name: tool.name }) : names.wire(tool)
  if (declared?.type === 'custom' && quirks.customTools) return { type: 'custom', name } as const
  if (declared?.type === 'function' && declared.kind === 'tool_search' && quirks.toolNamespaces)
    return { type: 'tool_search' }
  if (declared?.type === 'function' && quirks.hostedTools.includes(declared.kind))
    return { type: declared.kind }
  return { type: 'function', name } as const
}
