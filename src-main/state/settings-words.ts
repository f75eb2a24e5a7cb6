import type { z } from 'zod'

/** What a file can hold, and what a schema can ask for, in the words of people. */
const KINDS: Readonly<Record<string, string>> = {
  string: 'text in double quotes',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list in [ ]',
  object: 'names and values in { }',
  record: 'names and values in { }',
  null: 'null',
  undefined: 'missing',
}

const kindOf = (value: unknown): string =>
  KINDS[Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value] ?? 'something else'

/** Says what a setting must be, where its schema has no words of its own. Never repeats what is written there. */
export function settingsWords(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected === 'int'
        ? 'this must be a whole number'
        : `this must be ${KINDS[issue.expected] ?? issue.expected}, and is ${kindOf(issue.input)}`
    case 'invalid_value':
      return `this must be ${issue.values.map(value => JSON.stringify(value)).join(' or ')}`
    case 'too_small':
      if (!isNumber(issue.origin)) return 'this must not be empty'
      return `this must be ${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}`
    case 'too_big':
      if (!isNumber(issue.origin)) return `this must not be longer than ${issue.maximum}`
      return `this must be at most ${issue.maximum}`
    case 'invalid_format':
      return issue.format === 'url' ? 'this must be a URL that begins with http:// or https://' : undefined
    default:
      return undefined
  }
}

const isNumber = (origin: string): boolean => origin === 'number' || origin === 'int'
