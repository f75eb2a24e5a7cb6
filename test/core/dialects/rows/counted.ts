/** The same tokens as each dialect counts them: the cached parts stand beside Anthropic's input, and within OpenAI's. */
export const OF_CHAT = {
  prompt_tokens: 13,
  prompt_tokens_details: { cached_tokens: 4, cache_write_tokens: 2 },
  completion_tokens: 9,
  completion_tokens_details: { reasoning_tokens: 3 },
  total_tokens: 22,
}
export const OF_RESPONSES = {
  input_tokens: 13,
  input_tokens_details: { cached_tokens: 4, cache_write_tokens: 2 },
  output_tokens: 9,
  output_tokens_details: { reasoning_tokens: 3 },
  total_tokens: 22,
}
export const OF_MESSAGES = {
  input_tokens: 7,
  cache_read_input_tokens: 4,
  cache_creation_input_tokens: 2,
  output_tokens: 9,
  output_tokens_details: { thinking_tokens: 3 },
}
