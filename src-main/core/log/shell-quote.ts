/** Text as one word of a POSIX shell, whatever is in it but NUL, which no word can hold. */
export const shellQuote = (text: string): string =>
  /^[\w@%+:,./-][\w@%+=:,./-]*$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`
