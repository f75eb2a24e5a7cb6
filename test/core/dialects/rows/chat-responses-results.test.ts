import { expect } from 'vitest'
import { back, call, calls, input, item, messages, output, result, said, to } from './chat-responses-calls.ts'
import { eachRow, exact, type Row } from './row.ts'
import { PNG, user } from './turns.ts'

const shown = [
  { type: 'input_text', text: 'see' },
  { type: 'input_image', image_url: `data:image/png;base64,${PNG}` },
]
const seen = [
  { type: 'text', text: 'see' },
  { type: 'image_url', image_url: { url: `data:image/png;base64,${PNG}` } },
]

/** Mapping §3.3, rules 2 to 5 and 9. */
const ROWS: readonly Row[] = [
  // 2, 9: results stand right behind their calls, in the order of these
  back(
    [item('c'), item('d'), output('d', 'two'), output('c', 'one'), user('b')],
    exact(messages(calls(call('c'), call('d')), result('c', 'one'), result('d', 'two'), user('b'))),
  ),
  back(
    [item('c'), user('b'), item('d'), output('c', 'one'), output('d', 'two')],
    exact(messages(calls(call('c')), result('c', 'one'), user('b'), calls(call('d')), result('d', 'two'))),
  ),
  to(
    [calls(call('c'), call('d')), result('d', 'two'), result('c', 'one')],
    exact(input(item('c'), item('d'), output('c', 'one'), output('d', 'two'))),
  ),
  // 3: results that are missing, or lonely
  to([calls(call('c')), user('b')], {
    writes: input(item('c'), output('c', expect.stringContaining('aborted')), said('user', 'b')),
    loses: ['missing_tool_result;messages[1].tool_calls[0]', 'tool_error_as_text;messages[1].tool_calls[0]'],
  }),
  back([item('c'), user('b')], {
    writes: messages(calls(call('c')), result('c', expect.stringContaining('aborted')), user('b')),
    loses: ['missing_tool_result;input[1]', 'tool_error_as_text;input[1]'],
  }),
  to([result('x', 'late')], {
    writes: input({ role: 'user', content: [{ text: 'Result of tool call x:' }, { text: 'late' }] }),
    loses: ['orphan_tool_result;messages[1]'],
  }),
  back([output('x', 'late')], {
    writes: messages(user('Result of tool call x:\n\nlate')),
    loses: ['orphan_tool_result;input[1]'],
  }),
  // 4: what is no text in a result
  back([item('c'), output('c', shown), user('b')], {
    writes: messages(
      calls(call('c')),
      result('c', 'see\n\n[image 1 follows]'),
      user([seen[1] ?? {}]),
      user('b'),
    ),
    loses: ['tool_result_media_moved;input[2].output[1]'],
  }),
  back([item('c'), output('c', shown)], exact(messages(calls(call('c')), result('c', seen))), {
    toolResultImages: true,
  }),
  to([calls(call('c')), result('c', seen)], exact(input(item('c'), output('c', shown)))),
  // 5: an incomplete result is no failed one
  back(
    [item('c'), { ...output('c', 'ok'), status: 'incomplete' }],
    exact(messages(calls(call('c')), result('c', 'ok'))),
  ),
]

eachRow(ROWS)
