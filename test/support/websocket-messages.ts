/** A client's frame (RFC 6455 §5.2): clients mask everything that they send. */
interface Frame {
  readonly opcode: number
  readonly isLast: boolean
  readonly payload: Buffer
  readonly end: number
}

const TEXT = 1
const CONTINUATION = 0

/** Reads what a client sends on a websocket, without compression, in any pieces; tells the text of each message. */
export function messageReader(onMessage: (text: string) => void): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0)
  let message: Buffer[] = []
  return chunk => {
    rest = Buffer.concat([rest, chunk])
    for (let frame = readFrame(rest); frame; frame = readFrame(rest)) {
      rest = rest.subarray(frame.end)
      // Pings may come between the parts of a message.
      if (frame.opcode !== TEXT && frame.opcode !== CONTINUATION) continue
      message.push(frame.payload)
      if (!frame.isLast) continue
      onMessage(Buffer.concat(message).toString())
      message = []
    }
  }
}

const MASKED = 0x80
const LAST = 0x80
/** Lengths that do not fit are written behind in 2 or 8 bytes. */
const IN_TWO = 126
const IN_EIGHT = 127

function readFrame(bytes: Buffer): Frame | undefined {
  const [first, second] = bytes
  if (first === undefined || second === undefined) return undefined
  if ((second & MASKED) === 0) throw new Error('a client must mask what it sends')
  const short = second & ~MASKED
  const lengthEnd = 2 + (short === IN_TWO ? 2 : short === IN_EIGHT ? 8 : 0)
  const start = lengthEnd + 4
  if (bytes.length < start) return undefined
  const length =
    short === IN_TWO ? bytes.readUInt16BE(2) : short === IN_EIGHT ? Number(bytes.readBigUInt64BE(2)) : short
  const end = start + length
  if (bytes.length < end) return undefined
  const payload = bytes
    .subarray(start, end)
    .map((byte, place) => byte ^ (bytes[lengthEnd + (place % 4)] ?? 0))
  return { opcode: first & 0x0f, isLast: (first & LAST) !== 0, payload: Buffer.from(payload), end }
}
