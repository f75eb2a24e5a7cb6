import { expect, test } from 'vitest'
import { readArguments } from '../../src-main/desktop/arguments.ts'

test('the options of serve are read among Chromium switches and the folder of an app that is not packaged', () => {
  const given = [
    '--no-sandbox',
    '/src/patchbay',
    '--home',
    '/h',
    '--port=8080',
    '--control-port',
    '0',
    '--hidden',
  ]
  expect(readArguments([...given, '--no-key', '--ozone-platform=wayland'])).toEqual({
    home: '/h',
    port: 8080,
    controlPort: 0,
    demo: false,
    noKey: true,
    hidden: true,
  })
})

test.each(['', 'x', '65536', '-1', '1e3'])('the port %j is none', port => {
  expect(readArguments([`--port=${port}`]).port).toBeUndefined()
})
