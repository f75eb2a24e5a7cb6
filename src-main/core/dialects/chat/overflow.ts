/** How vendors say that a conversation is too long for the model. */
const WORDINGS = [
  /maximum context length/i,
  /context[ _](length|window|size)[^.]{0,40}\bexceed/i,
  /exceed[^.]{0,60}\b(context|maximum number of tokens|token limit)/i,
  /prompt is too long/i,
  /too (many|large)[^.]{0,30}\btokens?\b[^.]{0,40}\b(input|prompt|model|context)/i,
  /input[^.]{0,40}\b(is )?(too long|longer than)/i,
  /larger than the (max|maximum) (context|model)/i,
  /reduce the length of (the|your) (messages|prompt|input)/i,
]

/** Whether an error means that the conversation does not fit: clients then compact it, if they can see it. */
export const isOverflow = (message: string, code?: string): boolean =>
  code === 'context_length_exceeded' || WORDINGS.some(wording => wording.test(message))
