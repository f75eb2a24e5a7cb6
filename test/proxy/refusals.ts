/** An error as OpenAI's servers write it. */
export const errorText = (message: string, code: string | null = null): string =>
  JSON.stringify({ error: { message, code, type: 'e', param: null } })
