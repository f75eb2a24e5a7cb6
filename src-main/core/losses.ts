/** What is said of a request of which nothing was lost or changed: how its name was read, and what was counted. */
export const NOTES = {
  alias_shadows_model: 'An alias hides a model that a provider lists under the same name.',
  alias_target_missing: 'A target of the alias leads nowhere; the others are used.',
  ambiguous_model: 'Several providers list the name; the first in the settings is used.',
  client_suffix: 'A suffix that only the client understands was taken off the name.',
  default_model: 'Nobody knows the name; the default model of the settings is used.',
  family_latest: 'The name stands for the newest model of its family.',
  family_unstable: 'The family has no stable model; a preview is used.',
  tolerant_match: 'The name was matched although it is spelled differently.',
  unlisted_provider: 'The name goes to the one provider whose list could not be had.',
  list_unavailable: "The provider's list of models could not be had.",
  estimated: 'The number is an estimate; the provider does not count.',
} as const satisfies Readonly<Record<string, string>>

/**
 * Everything that can be lost or changed on the way, and what it means for the caller, notes included. The code stands in
 * `x-patchbay-warnings` and in the log as `code;path`; the path points into the caller's body, or begins with `reply` where
 * the model's answer could not be told whole. One name for one loss, whichever dialect notices it.
 */
export const LOSSES = {
  ...NOTES,

  // Parameters
  unsupported_parameter: 'The endpoint has nothing like this parameter; it was left out.',
  max_tokens_clamped: 'The output limit was moved into what the model allows.',
  temperature_clamped: 'The temperature was moved into the range of the model.',
  effort_adjusted: 'Reasoning was asked for in the nearest strength or budget that the model takes.',
  format_as_hint: 'The output format is asked for in words, since no field can demand it.',
  thinking_dropped_forced_tool: 'Thinking is off for this request, because a tool call is forced.',
  thinking_dropped_no_proof:
    'Thinking is off for this request, because the last answer lacks its thinking block.',
  thinking_dropped_small_limit: 'Thinking is off for this request, because the output limit leaves no room.',
  cache_breakpoint_dropped: 'The end of a cached prefix cannot be marked here; the request may cost more.',

  prefill_restarts: 'The model may begin a new message in place of going on from the last one.',
  sent_again: 'The provider refused something; the request was sent again without it.',
  stored_elsewhere: 'The provider stores the reply, but not where this protocol looks for it.',

  // Tools
  choice_loosened: 'No call can be forced here; the model may answer without one.',
  hosted_tool_dropped: 'The endpoint does not run this tool of a provider; the model does not see it.',
  schema_flattened: "The tool's schema was loosened: alternatives at its root became one object.",
  schema_simplified: "Rules of the tool's schema that the endpoint refuses were left out.",
  tools_filtered: 'Only the allowed tools are listed; the prompt cache may miss.',
  tools_restored: 'Calls of the history have no declared tool; stubs were declared for them.',

  // The conversation
  arguments_not_json: "A call's arguments are no JSON object; they travel as text under `_raw`.",
  citation_dropped: 'A citation points to a source that cannot be told here; its text is kept.',
  content_dropped: 'The provider answered with content that this protocol cannot carry.',
  file_as_text: 'A text file stands in the message as text.',
  item_as_text: "A vendor's own item is told in words.",
  item_dropped: "A vendor's own item that says nothing to others was left out.",
  missing_tool_result: 'A tool call had no result; the model is told that it was aborted.',
  orphan_tool_result: 'A result without its call became text of the user.',
  participant_name_dropped: 'The name of a participant was left out.',
  phase_dropped: 'The mark of commentary or final answer was left out.',
  reasoning_dropped: 'Earlier reasoning of another model or provider was left out.',
  reasoning_not_replayable: 'A reasoning item is only named by its id, under which nothing is kept.',
  reasoning_proof_dropped: "Earlier reasoning is replayed as text, without another provider's proof.",
  refusal_as_text: 'A refusal is told as plain text.',
  system_turn_as_user: 'Instructions are told as a user message, where there can be no others.',
  system_turn_folded: 'Instructions in the middle became a reminder in a user message.',
  tool_error_as_text: 'A failed tool call is told in words, for there is no flag.',
  tool_result_media_moved: 'Images or files of a tool result follow in a user message.',

  // The reply
  citation_simplified:
    "A citation keeps its address and title; the passage and the vendor's own marks are left out.",
  extra_choice_dropped: 'The provider gave several answers; the first is told.',
  missing_finish_reason: 'The provider did not say why it stopped.',
  nameless_tool_call_dropped: 'The provider sent a call without a name, which nobody could make.',
  order_simplified: 'Text behind a call stands before it, since a message has one text.',
  reply_field_dropped: 'The provider said more than its answer, in a field that this protocol has not.',
  stop_reason_simplified: 'The protocol has no word for why the model stopped; the nearest one is told.',
  tool_call_dropped: 'Deprecated `functions` can hold one call; the further ones were left out.',
  unreadable_event: 'The provider sent an event that is not JSON.',
} as const satisfies Readonly<Record<string, string>>

/** A stable name of a loss or warning. */
export type LossCode = keyof typeof LOSSES

/** Where losses of a model's answer stand: it has no place in the caller's body. */
export const REPLY_PATH = 'reply'

/** The citations of an answer, wherever its protocol puts them. */
export const CITATIONS_PATH = `${REPLY_PATH}.citations`
