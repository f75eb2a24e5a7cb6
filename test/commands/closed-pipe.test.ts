import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { temporaryHome } from '../state/temporary-home.ts'

const cli = fileURLToPath(new URL('../../src-main/cli.ts', import.meta.url))

test.each([
  [['models', '--demo'], 0],
  [['resolve', 'nowhere', '--demo'], 1],
  [['key', 'list'], 0],
  [['serve', '--demo', '--port', '0', '--control-port', '0'], 0],
])(
  'patchbay %j says nothing of a reader that left, and ends with %i',
  { timeout: 30_000 },
  async (words, code) => {
    const command = spawn(process.execPath, [cli, '--home', temporaryHome().config, ...words])
    command.stdout.destroy()
    const [err, [ended]] = await Promise.all([text(command.stderr), once(command, 'exit')])
    expect([err, ended]).toEqual(['', code])
  },
)
