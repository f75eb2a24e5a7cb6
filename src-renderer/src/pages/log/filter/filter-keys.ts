import type { NumberField, TextField } from '../../../../../src-main/control/contract/log.ts'

/** Losses are looked for by `lossy:CODE`. */
export type FilterKey = Exclude<TextField, 'loss'> | NumberField | 'via' | 'has'

/** What each key of the filter looks at, with an example; the order is that of the suggestions. */
export const FILTER_KEYS: Readonly<Record<FilterKey, { readonly about: string; readonly example: string }>> =
  {
    model: { about: 'name that was asked for, or the model it became', example: 'model:sonnet*' },
    status: { about: 'HTTP status of the reply', example: 'status:>=400' },
    client: { about: 'the tool that asked', example: 'client:codex' },
    via: { about: 'dialect in and out', example: 'via:messages>responses' },
    ttft: { about: 'time to the first token', example: 'ttft:>2s' },
    has: { about: 'what is in the request or the reply', example: 'has:tool' },
    lossy: { about: 'changed or left out on the way: anything, so many, or a code', example: 'lossy:' },
    error: { about: 'code or text of the error; alone: any error', example: 'error:"rate limit"' },
    is: { about: 'how it stands with the request', example: 'is:running' },
    took: { about: 'duration of the whole request', example: 'took:>30s' },
    tokens: { about: 'tokens, in and out', example: 'tokens:>100k' },
    cost: { about: 'US dollars', example: 'cost:>$0.10' },
    provider: { about: 'where it went', example: 'provider:openai' },
    alias: { about: 'the alias it came in by', example: 'alias:fast' },
    session: { about: 'the client’s own id of a session', example: 'session:0199' },
    thread: { about: 'the client’s own id of a conversation', example: 'thread:0199' },
    key: { about: 'the local key that was used', example: 'key:codex' },
    path: { about: 'path of the request', example: 'path:/v1/messages' },
    stop: { about: 'the provider’s word for why it stopped', example: 'stop:max_tokens' },
    attempts: { about: 'how often it was tried', example: 'attempts:>1' },
    since: { about: 'began after', example: 'since:1h' },
    before: { about: 'began before', example: 'before:2026-11-20' },
    id: { about: 'id of the request', example: 'id:req_' },
  }

export const isFilterKey = (text: string): text is FilterKey => Object.hasOwn(FILTER_KEYS, text)
