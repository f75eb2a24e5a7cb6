import { asObject, asString, type JsonObject, parseJson } from '../../src-main/core/json.ts'

/** One event as a client sees it. `body` is the parsed data; empty for `[DONE]`. */
export interface ServerEvent {
  readonly event?: string
  readonly data: string
  readonly body: JsonObject
  /** `type` of the data. */
  readonly type: string
}

/** Reads a finished stream on its own, line by line, so that the product's parser does not judge itself. */
export function serverEvents(text: string): ServerEvent[] {
  return text
    .split(/\r?\n\r?\n/)
    .map(block => block.split(/\r?\n/).filter(line => line !== '' && !line.startsWith(':')))
    .filter(lines => lines.length > 0)
    .map(lines => {
      const value = (field: string) =>
        lines
          .filter(line => line.startsWith(`${field}:`))
          .map(line => line.slice(field.length + 1).trimStart())
      const data = value('data').join('\n')
      const body = asObject(parseJson(data))
      return { event: value('event')[0], data, body, type: asString(body.type) ?? '' }
    })
}

/** The comments of a stream, e.g. keep-alive lines. */
export const comments = (text: string): string[] => text.split(/\r?\n/).filter(line => line.startsWith(':'))
