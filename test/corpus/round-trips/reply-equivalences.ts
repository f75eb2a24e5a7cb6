import { asArray, asObject, type JsonObject } from '../../../src-main/core/json.ts'
import { type Equivalence, is, lookUp } from './equivalence.ts'
import { holder } from './leaves.ts'

const EQUIVALENCES: readonly Equivalence[] = [
  { place: /./, isSo: is(0, false), why: 'nothing was counted, nothing was found' },
  {
    place: /^(id|created|created_at|completed_at)$/,
    why: 'the reply of the proxy has an identity and a time of its own',
  },
  { place: /^model$/, why: 'the proxy shows the name that was asked for, or the one it sent' },
  {
    place: /(\.|^)service_tier$/,
    isSo: is('default', 'auto', 'standard'),
    why: 'the tier that nobody has to ask for',
  },
  { dialect: 'chat', place: /^(obfuscation|p)$/, why: 'padding against eavesdroppers' },
  { dialect: 'chat', place: /\.tool_calls\[\]\.index$/, why: 'the place in the list' },
  {
    dialect: 'chat',
    place: /\.content\[\]\.(type|thinking\[\]\.type)$/,
    why: 'the words beside it show their kind',
  },
  {
    dialect: 'chat',
    place: /\.prompt_cache_(hit|miss)_tokens$/,
    why: 'cached_tokens says it, and the rest was missed',
  },
  { dialect: 'chat', place: /^x_groq\.usage\./, why: 'says usage again' },
  { dialect: 'responses', place: /^output\[\]\.id$/, why: 'where the provider keeps the item' },
  {
    dialect: 'responses',
    place: /^output\[\]\.(content\[\]\.|summary\[\]\.)?(type|status)$/,
    isSo: leaf =>
      /^(message|reasoning|function_call|custom_tool_call|tool_search_call)$/.test(
        String(leaf.around[1]?.type),
      ),
    why: 'shown by what stands beside it, and by the status of the whole',
  },
  {
    dialect: 'responses',
    place:
      /^(background|conversation|instructions|max_output_tokens|max_tool_calls|metadata|parallel_tool_calls|previous_response_id|prompt_cache_key|prompt_cache_options|prompt_cache_retention|reasoning|safety_identifier|store|temperature|text|tool_choice|tools|top_logprobs|top_p|truncation|user|include|frequency_penalty|presence_penalty)(\.|\[|$)/,
    why: 'repeats the request, of which the caller hears its own',
  },
  {
    dialect: 'messages',
    place: /^content\[\]\.(type|caller\.type)$/,
    isSo: leaf => /^(text|thinking|redacted_thinking|tool_use)$/.test(String(leaf.around[1]?.type)),
    why: 'shown by what stands beside it',
  },
  {
    dialect: 'chat',
    place: /^citations\[\]$/,
    isSo: (leaf, body) =>
      JSON.stringify([body.search_results ?? null, body.choices ?? null]).includes(
        JSON.stringify(leaf.value).slice(1, -1),
      ),
    why: 'search_results or the annotations say it again',
  },
  { dialect: 'chat', place: /^choices\[\]\.(delta|message)\.role$/, why: 'the model answers' },
  {
    dialect: 'chat',
    place: /^choices\[\]\.stop_reason$/,
    isSo: leaf => typeof leaf.value === 'number',
    why: 'the token that ended it, by its number in the vocabulary of the model',
  },
  { dialect: 'chat', place: /\.content\[\]\.closed$/, why: 'thinking that is whole is closed' },
  {
    dialect: 'chat',
    place: /^usage\./,
    isSo: (_, { usage }) => isApart(asObject(usage)),
    why: 'a provider that counts what was cached or thought apart is told as if it had not',
  },
  { dialect: 'responses', place: /^output\[\]\.role$/, why: 'the model answers' },
  { dialect: 'responses', place: /^status$/, isSo: is('complete'), why: 'a misspelled completed' },
  {
    dialect: 'responses',
    place: /^output\[\]\.format$/,
    isSo: leaf => !holder(leaf).encrypted_content,
    why: 'the form of a proof that is not there',
  },
  {
    dialect: 'responses',
    place: /^output\[\]\.(namespace|execution|call_id)$/,
    isSo: leaf => holder(leaf).namespace !== undefined || holder(leaf).execution === 'client',
    why: 'only a caller with namespaces or a search of its own is told of them, and hears its own words',
  },
  {
    dialect: 'messages',
    place: /^stop_reason$/,
    isSo: (leaf, { content }) =>
      leaf.value === 'end_turn' && asArray(content).some(block => asObject(block).type === 'tool_use'),
    why: 'a call decides, whatever the provider says beside it',
  },
]

/** A part that is larger than its whole, or is added to it in the total. */
const isApart = ({ prompt_tokens, completion_tokens, total_tokens, ...usage }: JsonObject): boolean => {
  const cached = Number(asObject(usage.prompt_tokens_details).cached_tokens ?? 0)
  const thought = Number(asObject(usage.completion_tokens_details).reasoning_tokens ?? 0)
  const written = Number(asObject(usage.prompt_tokens_details).cache_write_tokens ?? 0)
  const sum = Number(prompt_tokens) + Number(completion_tokens)
  return cached + written > Number(prompt_tokens) || (thought > 0 && sum + thought === Number(total_tokens))
}

/** Why the leaf says nothing; undefined where it does. */
export const replySaysNothing = lookUp(EQUIVALENCES)
