import { expect, test } from 'vitest'
import { toolNames } from '../../src-main/core/tool-names.ts'
import { conversation } from './conversations.ts'

const tool = (name: string, namespace?: string) =>
  ({ type: 'function', kind: 'function', name, namespace, path: `tools.${name}` }) as const

test('a joined name that a model guessed and a client replays does not spoil the conversation', () => {
  const call = {
    type: 'tool-call',
    id: 'c1',
    kind: 'function',
    name: 'agents__close',
    input: '{}',
    path: 'input[0]',
  } as const
  const names = toolNames(
    conversation({
      tools: [tool('close', 'agents')],
      turns: [{ role: 'assistant', blocks: [call], path: 'input[0]' }],
    }),
  )
  expect(names.ok && names.value.client('agents__close')).toEqual({
    name: 'close',
    namespace: 'agents',
    kind: 'function',
  })
})

test('two declared tools with one name upstream are refused with the path of the second', () => {
  const names = toolNames(conversation({ tools: [tool('close', 'agents'), tool('agents__close')] }))
  expect(names.ok ? undefined : names.failure.param).toBe('tools.agents__close')
})

test.each(['21st_magic', '-dash', '9'])(
  '%s travels under a name that begins with a letter or underscore, where it must',
  name => {
    const names = toolNames(conversation({ tools: [tool(name)] }), { toolNameStart: 'letter' })
    if (!names.ok) throw new Error(names.failure.message)
    const wire = names.value.wire({ name })
    expect(wire).toMatch(/^[a-zA-Z_][a-zA-Z0-9_-]{0,63}$/)
    expect(names.value.client(wire)).toMatchObject({ name })
    const others = toolNames(conversation({ tools: [tool(name)] }))
    expect(others.ok && others.value.wire({ name })).toBe(name)
  },
)
