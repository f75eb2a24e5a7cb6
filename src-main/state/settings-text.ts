import {
  findNodeAtLocation,
  getNodeValue,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser'
import { type Problem, type Settings, settingsSchema } from '../core/routing/settings.ts'
import { problemsOf } from './settings-problems.ts'
import { settingsWords } from './settings-words.ts'

/** A problem with its place in the file: line and column count from 1; absent where it stands nowhere. */
export interface SettingsProblem extends Problem {
  readonly line?: number
  readonly column?: number
}

export type SettingsRead =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly problems: readonly SettingsProblem[] }

const BOM = '\uFEFF'

const REASONS: Readonly<Record<string, string>> = {
  InvalidSymbol: 'this is no JSON value (text needs double quotes)',
  InvalidNumberFormat: 'this is no number',
  PropertyNameExpected: 'a name in double quotes is missing here',
  ValueExpected: 'a value is missing here',
  ColonExpected: '":" is missing here',
  CommaExpected: '"," is missing here',
  CloseBraceExpected: '"}" is missing here',
  CloseBracketExpected: '"]" is missing here',
  EndOfFileExpected: 'nothing may follow the last "}"',
  UnexpectedEndOfComment: 'this comment is not closed',
  UnexpectedEndOfString: 'this text is not closed by a double quote',
}

/**
 * Reads the text of settings.jsonc: every problem at once, each with its place. Of text that is no JSON only the first slip is
 * told: what the parser stumbles over behind it is the same one again. `check` looks at what validates.
 */
export function readSettingsText(
  text: string,
  check: (settings: Settings) => Problem[] = () => [],
): SettingsRead {
  const source = text.startsWith(BOM) ? text.slice(1) : text
  const errors: ParseError[] = []
  const root = parseTree(source, errors, { allowTrailingComma: true, allowEmptyContent: true })
  const [slip] = errors
  if (slip) {
    const name = printParseErrorCode(slip.error)
    const problem = { path: [], reason: REASONS[name] ?? name, ...placeOf(source, slip.offset) }
    return { ok: false, problems: [problem] }
  }
  const names = root ? badNames(root, source) : []
  const parsed = settingsSchema.safeParse(root ? getNodeValue(root) : {}, { error: settingsWords })
  const found = parsed.success ? check(parsed.data) : problemsOf(parsed.error)
  const problems = [...names, ...found.map(problem => ({ ...problem, ...place(root, source, problem.path) }))]
  if (problems.length > 0 || !parsed.success) return { ok: false, problems }
  return { ok: true, settings: parsed.data }
}

/** One line for people: place, path and reason. */
export function printProblem(file: string, { path, reason, line, column }: SettingsProblem): string {
  const place = line === undefined ? file : `${file}:${line}:${column}`
  return path.length > 0 ? `${place}: ${path.join('.')}: ${reason}` : `${place}: ${reason}`
}

/** Names given twice in one object, where only the last would count, and a name that JavaScript keeps for itself. */
function badNames(node: Node, source: string, path: readonly (string | number)[] = []): SettingsProblem[] {
  const problems: SettingsProblem[] = []
  const seen = new Set<string>()
  for (const [index, child] of (node.children ?? []).entries()) {
    if (node.type !== 'object') {
      problems.push(...badNames(child, source, [...path, index]))
      continue
    }
    const [key, value] = child.children ?? []
    if (!key) continue
    const name = String(key.value)
    const here = [...path, name]
    const blame = (reason: string) =>
      problems.push({ path: here, reason, isName: true, ...placeOf(source, key.offset) })
    if (seen.has(name)) blame('this name is given twice')
    if (name === '__proto__') blame('this name cannot be used')
    seen.add(name)
    if (value) problems.push(...badNames(value, source, here))
  }
  return problems
}

/** The place of a path, or of the nearest thing around it that is there. An entry's place is that of its name. */
function place(root: Node | undefined, source: string, path: readonly (string | number)[]) {
  if (!root) return {}
  for (let length = path.length; length >= 0; length--) {
    const node = findNodeAtLocation(root, path.slice(0, length))
    if (node) return placeOf(source, (node.parent?.type === 'property' ? node.parent : node).offset)
  }
  return {}
}

function placeOf(source: string, offset: number): { line: number; column: number } {
  const before = source.slice(0, offset)
  const lineStart = before.lastIndexOf('\n') + 1
  return { line: before.split('\n').length, column: offset - lineStart + 1 }
}
