/** Scripts that write no blanks between words: each of their letters is a word, so that any run of them is found. */
const WORDS =
  /[[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}]&&[\p{L}\p{M}\p{N}]]|[[\p{L}\p{M}\p{N}]--[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}]]+/gv
const ASCII_WORDS = /[a-z0-9]+/g
const ASCII = /^\p{ASCII}*$/u

/** Stands between texts that are no neighbours; no word has it in it. */
const APART = ' ¦ '

/** The words of a text as search knows them: runs of letters and digits, without regard to case. */
export const wordsIn = (text: string): readonly string[] =>
  ASCII.test(text)
    ? (text.toLowerCase().match(ASCII_WORDS) ?? [])
    : (text.normalize('NFC').toLowerCase().match(WORDS) ?? [])

/** Texts in a form whose words are found by splitting at every ASCII character that is no letter or digit. */
export const searchText = (texts: readonly (string | undefined)[]): string =>
  texts.flatMap(text => (text ? [ASCII.test(text) ? text : wordsIn(text).join(' ')] : [])).join(APART)

/**
 * What is looked for, as phrases that must all be there: words side by side, of which the last one may go on. `*` parts
 * phrases. None where nothing in it is a word.
 */
export const phrasesOf = (wanted: string): readonly (readonly string[])[] =>
  wanted
    .split('*')
    .map(wordsIn)
    .filter(words => words.length > 0)

/** Whether each phrase is in one of the texts. */
export function holdsPhrases(texts: readonly (string | undefined)[], wanted: string): boolean {
  const all = texts.flatMap(text => (text ? [wordsIn(text)] : []))
  return phrasesOf(wanted).every(phrase => all.some(words => holdsPhrase(words, phrase)))
}

const holdsPhrase = (words: readonly string[], phrase: readonly string[]): boolean =>
  words.some((_, start) =>
    phrase.every((word, place) =>
      place === phrase.length - 1 ? words[start + place]?.startsWith(word) : words[start + place] === word,
    ),
  )
