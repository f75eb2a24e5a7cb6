import type { JsonObject } from '../../json.ts'

/** What a model must know of a tool that Anthropic defines by its type and the client runs itself. */
export interface TypedTool {
  readonly description: string
  readonly parameters: JsonObject
}

const string = (description: string): JsonObject => ({ type: 'string', description })
const lines = {
  type: 'array',
  items: { type: 'integer' },
  description: 'First and last line, from 1; -1 is the end.',
}

const object = (required: string[], properties: JsonObject): JsonObject => ({
  type: 'object',
  properties,
  required,
})

const bash: TypedTool = {
  description: 'Runs a command in a bash session that lives on between calls.',
  parameters: object([], {
    command: string('The command to run. Required unless the session is restarted.'),
    restart: { type: 'boolean', description: 'True starts the session anew.' },
  }),
}

const textEditor: TypedTool = {
  description: 'Views, creates and edits text files.',
  parameters: object(['command', 'path'], {
    command: { type: 'string', enum: ['view', 'create', 'str_replace', 'insert', 'undo_edit'] },
    path: string('Absolute path of the file or directory.'),
    file_text: string('create: the content of the new file.'),
    old_str: string('str_replace: the text to replace; it must occur exactly once.'),
    new_str: string('str_replace: the text to put there.'),
    insert_line: { type: 'integer', description: 'insert: the line after which to insert; 0 is the top.' },
    insert_text: string('insert: the text to insert.'),
    view_range: lines,
  }),
}

const memory: TypedTool = {
  description: 'Reads and writes files below /memories, which last longer than the conversation.',
  parameters: object(['command'], {
    command: { type: 'string', enum: ['view', 'create', 'str_replace', 'insert', 'delete', 'rename'] },
    path: string('Path of the file or directory.'),
    file_text: string('create: the content of the new file.'),
    old_str: string('str_replace: the text to replace; it must occur exactly once.'),
    new_str: string('str_replace: the text to put there.'),
    insert_line: { type: 'integer', description: 'insert: the line after which to insert; 0 is the top.' },
    insert_text: string('insert: the text to insert.'),
    old_path: string('rename: the path now.'),
    new_path: string('rename: the new path.'),
    view_range: lines,
  }),
}

const FAMILIES: readonly { readonly prefix: RegExp; readonly tool: TypedTool }[] = [
  { prefix: /^bash_\d+$/, tool: bash },
  { prefix: /^text_editor_\d+$/, tool: textEditor },
  { prefix: /^memory_\d+$/, tool: memory },
]

/** The schema of a client-run typed tool (`bash_20250124`, …), as Anthropic's tool reference documents it. */
export const typedTool = (type: string): TypedTool | undefined =>
  FAMILIES.find(family => family.prefix.test(type))?.tool
