import type { FunctionTool, ToolKind } from '../../conversation.ts'
import type { Json, JsonObject } from '../../json.ts'
import { asArray, asNumber, asObject, asString, isObject, parseJson } from '../../json.ts'

/** Tools that OpenAI defines by their type and the client runs itself: plain functions for everybody else (mapping §3.4). */
export type ClientToolKind = Extract<ToolKind, 'local_shell' | 'shell' | 'apply_patch'>

/** How calls of such a tool travel as items, and as the arguments of a function. */
interface ClientTool {
  readonly description: string
  readonly parameters: JsonObject
  /** The part of a call's item that says what to do, from a function's arguments. */
  action(given: JsonObject): JsonObject
  /** A function's arguments, from a call's item. */
  arguments(item: JsonObject): JsonObject
  /** The item that answers a call, without its type. */
  output(callId: string, text: string, isError: boolean): JsonObject
}

const text = (description: string): JsonObject => ({ type: 'string', description })
const words = (description: string): JsonObject => ({ type: 'array', items: { type: 'string' }, description })
const whole = (description: string): JsonObject => ({ type: 'integer', description })
const object = (required: string[], properties: JsonObject): JsonObject => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
})

/** Models also give a command as one text. */
const list = (value: Json | undefined): Json[] => (typeof value === 'string' ? [value] : asArray(value))
const asCommand = (value: Json | undefined): Json[] =>
  typeof value === 'string' ? ['bash', '-lc', value] : asArray(value)

const TOOLS: Readonly<Record<ClientToolKind, ClientTool>> = {
  local_shell: {
    description: "Runs a command on the user's machine.",
    parameters: object(['command'], {
      command: words('The program and its arguments, one each.'),
      working_directory: text('The directory to run it in.'),
      timeout_ms: whole('Milliseconds after which it is stopped.'),
    }),
    action: ({ command, env, ...rest }) => ({
      action: { type: 'exec', command: asCommand(command), env: asObject(env), ...rest },
    }),
    arguments: ({ action }) => {
      const { type: _, env, ...rest } = asObject(action)
      return { ...said(rest), ...(Object.keys(asObject(env)).length > 0 && { env: asObject(env) }) }
    },
    output: (id, output) => ({ id, output }),
  },
  shell: {
    description: "Runs commands in a shell on the user's machine.",
    parameters: object(['commands'], {
      commands: words('The commands, each a whole line for the shell.'),
      timeout_ms: whole('Milliseconds after which they are stopped.'),
      max_output_length: whole('The most characters of output to return for each.'),
    }),
    action: ({ commands, command, timeout_ms, max_output_length }) => ({
      action: {
        commands: list(commands ?? command),
        timeout_ms: asNumber(timeout_ms) ?? null,
        max_output_length: asNumber(max_output_length) ?? null,
      },
      environment: { type: 'local' },
    }),
    arguments: ({ action }) => said(asObject(action)),
    output: (call_id, stdout, isError) => ({
      call_id,
      output: [{ stdout, stderr: '', outcome: { type: 'exit', exit_code: isError ? 1 : 0 } }],
    }),
  },
  apply_patch: {
    description: "Creates, changes or deletes a file on the user's machine.",
    parameters: object(['type', 'path'], {
      type: { type: 'string', enum: ['create_file', 'update_file', 'delete_file'] },
      path: text('The file.'),
      diff: text('The V4A diff: of a new file all its lines, each after a +. Not for delete_file.'),
    }),
    action: given => ({ operation: isObject(given.operation) ? given.operation : given }),
    arguments: ({ operation }) => asObject(operation),
    output: (call_id, output, isError) => ({ call_id, status: isError ? 'failed' : 'completed', output }),
  },
}

const said = (fields: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined))

export const isClientTool = (kind: string): kind is ClientToolKind => Object.hasOwn(TOOLS, kind)

/** A declared tool of this kind as the function that it is elsewhere; undefined where the provider runs it in a container. */
export function readClientTool(
  kind: ClientToolKind,
  tool: JsonObject,
  path: string,
): FunctionTool | undefined {
  if (/^container/.test(asString(asObject(tool.environment).type) ?? '')) return undefined
  const { description, parameters } = TOOLS[kind]
  return { type: 'function', kind, name: kind, description, parameters, path, raw: tool }
}

/** The arguments of a replayed call, as JSON text. */
export const clientArguments = (kind: ClientToolKind, item: JsonObject): string =>
  JSON.stringify(TOOLS[kind].arguments(item))

/** A call as its own item, without an id. What is no JSON was meant as the command, or the path. */
export function clientCall(kind: ClientToolKind, callId: string, input: string) {
  const given = parseJson(input)
  const isBare = !isObject(given) && input.trim() !== '' && kind !== 'apply_patch'
  const arguments_ = isBare ? { command: input } : asObject(given)
  return { type: `${kind}_call`, call_id: callId, ...TOOLS[kind].action(arguments_) }
}

/** The answer to a call as its own item. */
export const clientOutput = (kind: ClientToolKind, callId: string, text: string, isError: boolean) => ({
  type: `${kind}_call_output`,
  ...TOOLS[kind].output(callId, text, isError),
})

/** What a replayed answer says, and whether it says that the call failed. */
export function readClientOutput(item: JsonObject): { text: string; isError: boolean } {
  const { output, status } = item
  if (typeof output === 'string') return { text: output, isError: status === 'failed' }
  const runs = asArray(output).map(asObject)
  const texts = runs.map(({ stdout, stderr, outcome }) => {
    const { type, exit_code } = asObject(outcome)
    const end = type === 'timeout' ? '[timed out]' : exit_code ? `[exit code ${exit_code}]` : ''
    return [asString(stdout), asString(stderr), end].filter(Boolean).join('\n')
  })
  return { text: texts.join('\n'), isError: status === 'failed' }
}
