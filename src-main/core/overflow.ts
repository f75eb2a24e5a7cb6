/** The words in which vendors say that a conversation is too long for the model. */
const WORDINGS = [
  /context_length_exceeded/i,
  /maximum (context|prompt|input) (length|size|tokens)/i,
  /context[ _-]?(length|window|size|limit)[^.]{0,40}\bexceed/i,
  /(exceed|greater than|longer than|\bover\b)[^.]{0,60}\b(context|maximum number of tokens|token limit)/i,
  /prompt is too long/i,
  /too (many|large)[^.]{0,30}\btokens?\b[^.]{0,40}\b(input|prompt|model|context)/i,
  /too many (input )?tokens/i,
  /input[^.]{0,40}\b(is )?(too long|longer than)/i,
  /larger than the (max|maximum) (context|model)/i,
  /reduce the length of (the|your) (messages|prompt|input)/i,
]

/** Rate limits count tokens too, but the same request passes later. */
const RATE = /\bper (second|minute|hour|day)\b|\brate limit|\bTPM\b/i

/** Whether an error means that the conversation does not fit: clients then compact it, if they can see it. */
export const isOverflow = (message: string, code?: string): boolean =>
  code === 'context_length_exceeded' ||
  (!RATE.test(message) && WORDINGS.some(wording => wording.test(message)))
