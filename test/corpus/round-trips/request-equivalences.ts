import { asArray, asObject, isObject, type JsonObject } from '../../../src-main/core/json.ts'
import { type Equivalence, is, lookUp } from './equivalence.ts'
import { holder, type Leaf } from './leaves.ts'

const isDeferred = (leaf: Leaf) => leaf.around.some(each => each.defer_loading === true)

const isAllowed = ({ around }: Leaf, { tool_choice }: JsonObject): boolean =>
  asObject(tool_choice).type !== 'allowed_tools' ||
  asArray(asObject(tool_choice).tools).some(each => around.some(tool => tool.name === asObject(each).name))

const isOverruled = ({ path }: Leaf, { messages }: JsonObject): boolean => {
  const last = asArray(messages).findLastIndex(each => isObject(asObject(each).output_config))
  return last >= 0 && !path.startsWith(`messages[${last}]`)
}

const EQUIVALENCES: readonly Equivalence[] = [
  { place: /^service_tier$/, isSo: is('auto'), why: 'auto is what happens without it' },
  { place: /^model$/, why: 'the proxy resolves it before anything is translated' },
  { place: /^stream$/, isSo: is(false), why: 'a whole reply is what comes without it' },
  { place: /^tool_choice(\.type)?$/, isSo: is('auto'), why: 'auto is what happens without it' },
  { place: /^(temperature|top_p)$/, isSo: is(1), why: '1 is what happens without it' },
  {
    place: /^tools\[\](\.tools\[\])?\.defer_loading$/,
    why: 'a tool that was named in the conversation is shown, others are hidden',
  },
  {
    place: /^tools\[\]/,
    isSo: isDeferred,
    why: 'hidden from the model until a search names it, there as here',
  },
  {
    place: /^(thinking\.type|reasoning\.enabled|enable_thinking)$/,
    isSo: is('enabled', 'adaptive', true),
    why: 'a model that can think does so without being told',
  },
  {
    place: /\.(schema|parameters|input_schema)\.\$schema$/,
    why: 'names the language of the schema, and says nothing of the answer',
  },
  { place: /(\.|^)detail$/, isSo: is('auto'), why: 'auto is what happens without it' },
  {
    place: /^(stop|stop_sequences)(\[\])?$/,
    why: 'looked for in the answer where the endpoint takes none, so that it ends in the same place',
  },
  {
    place: /^parallel_tool_calls$/,
    isSo: (leaf, body) => leaf.value === true || asArray(body.tools).length === 0,
    why: 'true is what happens without it, and without tools nothing does',
  },
  { place: /\.source\.(type|media_type)$/, why: 'the bytes show what they are, and are looked at' },
  { dialect: 'chat', place: /^n$/, isSo: is(1), why: '1 is what happens without it' },
  { dialect: 'chat', place: /^(store|logprobs)$/, isSo: is(false), why: 'false is what happens without it' },
  {
    dialect: 'chat',
    place: /^messages\[\]\.prefix$/,
    isSo: is(false),
    why: 'false is what happens without it',
  },
  {
    place: /^tools\[\]\.(function\.)?strict$/,
    isSo: is(false),
    why: 'false is what happens without it',
  },
  {
    dialect: 'chat',
    place: /^response_format\.json_schema\.name$/,
    why: 'OpenAI wants a name; no model sees it',
  },
  {
    dialect: 'chat',
    place: /^max_tokens$/,
    isSo: (leaf, body) => body.max_completion_tokens === leaf.value,
    why: 'the older name of max_completion_tokens, given twice',
  },
  {
    dialect: 'chat',
    place: /^messages\[\]\.reasoning$/,
    isSo: leaf => Boolean(holder(leaf).reasoning_content),
    why: 'says reasoning_content again',
  },
  {
    dialect: 'chat',
    place: /^messages\[\]\.name$/,
    isSo: leaf => holder(leaf).role === 'tool',
    why: 'the call has the name already',
  },
  { dialect: 'responses', place: /^text\.format\.name$/, why: 'OpenAI wants a name; no model sees it' },
  {
    dialect: 'responses',
    place: /^text\.format\.type$/,
    isSo: is('text'),
    why: 'text is what comes without it',
  },
  {
    dialect: 'responses',
    place: /^tools\[\]\.(type|name)$/,
    isSo: leaf => holder(leaf).type === 'namespace',
    why: 'the names of its tools begin with it',
  },
  {
    dialect: 'responses',
    place: /^(tools|input)\[\]\.(execution|type)$/,
    isSo: leaf => /^tool_search/.test(String(holder(leaf).type)) && holder(leaf).execution === 'client',
    why: 'a search that the client runs is a function of that name',
  },
  {
    dialect: 'responses',
    place: /^tools\[\]\.format\.type$/,
    isSo: is('grammar'),
    why: 'the grammar beside it shows it',
  },
  {
    dialect: 'responses',
    place: /^tools\[\]/,
    isSo: (leaf, body) => !isAllowed(leaf, body),
    why: 'tool_choice does not allow the tool',
  },
  {
    dialect: 'responses',
    place: /^input\[\]\.internal_chat_message_metadata_passthrough\./,
    why: 'for OpenAI’s own books',
  },
  {
    dialect: 'responses',
    place: /^tools\[\]\.type$/,
    isSo: is('custom'),
    why: 'a free text travels as the one field of a function, and is unpacked again',
  },
  {
    dialect: 'responses',
    place: /^input\[\]\.id$/,
    why: 'where OpenAI keeps the item, which stands here whole',
  },
  {
    dialect: 'responses',
    place: /^input\[\]\.status$/,
    isSo: is('completed'),
    why: 'all items of a history are',
  },
  {
    dialect: 'responses',
    place: /^client_metadata\./,
    why: 'names the machine and the session, which no provider needs to know',
  },
  {
    dialect: 'responses',
    place: /^reasoning\.summary$/,
    why: 'reasoning that a provider shows comes back as the summary, asked for or not',
  },
  {
    dialect: 'responses',
    place: /^include\[\]$/,
    isSo: is('reasoning.encrypted_content'),
    why: 'reasoning always comes back in a form that can be replayed',
  },
  {
    dialect: 'messages',
    place: /^messages\[\]\.content\[\]\.is_error$/,
    isSo: is(false),
    why: 'false is what happens without it',
  },
  {
    dialect: 'messages',
    place: /^context_management\.edits\[\]\./,
    isSo: leaf => holder(leaf).keep === 'all',
    why: 'keeping all thinking is what happens without it',
  },
  {
    dialect: 'messages',
    place: /^thinking\.display$/,
    why: 'says what the client is shown, which the proxy sees to',
  },
  {
    dialect: 'messages',
    place: /^tools\[\]\.type$/,
    isSo: is('custom'),
    why: 'custom is what a tool is without it',
  },
  {
    dialect: 'messages',
    place: /^messages\[\]\.content\[\]\.tool\.(name|type)$/,
    why: 'shows or hides a tool, as the list of tools then does',
  },
  {
    dialect: 'messages',
    place: /^(messages\[\]\.)?output_config\.effort$/,
    isSo: isOverruled,
    why: 'a later message asks for another effort',
  },
  { dialect: 'messages', place: /^safeguards\[\]\./, why: 'for Anthropic’s own classifiers' },
  {
    dialect: 'messages',
    place: /^system\[\]\.text$/,
    isSo: leaf => String(leaf.value).startsWith('x-anthropic-billing-header:'),
    why: 'a note for Anthropic’s books that would spoil other caches',
  },
]

/** Why the leaf says nothing; undefined where it does. */
export const saysNothing = lookUp(EQUIVALENCES)
