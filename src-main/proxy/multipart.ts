import type { Edit } from '../core/text/splice.ts'

/** Forms carry files. */
export const isForm = (contentType: string | undefined): boolean => /^multipart\//i.test(contentType ?? '')

/** The `model` field of a form, and where its value lies in the bytes. */
export interface FormModel {
  readonly name: string
  edit(name: string): Edit
}

/**
 * Finds the `model` field of a multipart form (RFC 7578) without touching its files. Undefined for a body that is no such
 * form or has no such field; more than one field is no field.
 */
export function formModel(bytes: Uint8Array, contentType: string | undefined): FormModel | undefined {
  const boundary = /^multipart\/form-data\s*;.*boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(contentType ?? '')
  const mark = boundary?.[1] ?? boundary?.[2]
  if (mark === undefined) return undefined
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const fields = [...parts(buffer, mark)].filter(({ head }) => /;\s*name="?model"?\s*(?:;|$)/im.test(head))
  const [field] = fields
  if (!field || fields.length > 1) return undefined
  const { start, end } = field
  return {
    name: buffer.subarray(start, end).toString().trim(),
    edit: name => ({ start, end, bytes: Buffer.from(name.replace(/[\r\n]/g, ' ')) }),
  }
}

function* parts(buffer: Buffer, mark: string): Generator<{ head: string; start: number; end: number }> {
  const delimiter = Buffer.from(`--${mark}`)
  let at = buffer.indexOf(delimiter)
  while (at >= 0) {
    const next = buffer.indexOf(delimiter, at + delimiter.length)
    if (next < 0) return
    const headEnd = buffer.indexOf('\r\n\r\n', at)
    if (headEnd > 0 && headEnd < next) {
      const head = buffer.subarray(at + delimiter.length, headEnd).toString()
      yield { head, start: headEnd + 4, end: next - 2 }
    }
    at = next
  }
}
