import type { JsonObject } from '../core/json.ts'
import { promptParts } from '../core/prompt-parts.ts'

/** What a turn costs beside its words, in OpenAI's own recipe for counting. */
const TURN = 4
/** A large image at Anthropic; smaller ones cost less, and too many is the safer error. */
const IMAGE = 1_600
/** A page of a PDF has about 100 KB of base64, and costs about 2,000 tokens. */
const FILE_CHARACTERS_A_TOKEN = 50
/** The merging of tokens takes time with the square of an unbroken text: it is given pieces. */
const PIECE = 1_000
/** Beyond these characters, what was counted so far is taken for the rest. */
const COUNTED = 2_000_000

/** Counts the tokens of text; its first call loads the vocabulary, which takes about 0.2 s and 30 MB. */
export async function countText(texts: Iterable<string>): Promise<number> {
  const { countTokens } = await import('gpt-tokenizer/encoding/o200k_base')
  let tokens = 0
  let counted = 0
  let all = 0
  for (const text of texts) {
    all += text.length
    for (let at = 0, end = 0; at < text.length && counted < COUNTED; at = end) {
      end = pieceEnd(text, at)
      counted += end - at
      tokens += countTokens(text.slice(at, end), PLAIN)
    }
  }
  return counted === 0 ? 0 : Math.ceil((tokens * all) / counted)
}

/** Before a space, if there is one: that is where tokens begin. */
function pieceEnd(text: string, at: number): number {
  const end = at + PIECE
  const space = end < text.length ? text.lastIndexOf(' ', end) : -1
  return space > at ? space : Math.min(end, text.length)
}

/** Words that are special to OpenAI's models are text like any other in a prompt that speaks of them. */
const PLAIN = { disallowedSpecial: new Set<string>() }

/**
 * An estimate of a prompt's tokens, in OpenAI's `o200k_base`: other vendors cut text differently (Anthropic into up to a fifth
 * more), and images and files are taken at what they usually cost.
 */
export async function countPrompt(body: JsonObject): Promise<number> {
  const { texts, turns, images, fileCharacters } = promptParts(body)
  const files = Math.ceil(fileCharacters / FILE_CHARACTERS_A_TOKEN)
  return (await countText(texts)) + turns * TURN + images * IMAGE + files
}
