import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'jsonc-parser'
import { describe, expect, it } from 'vitest'
import metadata from '../../package.json' with { type: 'json' }
import { settingsSchema } from '../../src-main/core/routing/settings.ts'
import { runDemoApp } from '../support/run-app.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const readme = readFileSync(join(root, 'README.md'), 'utf8')
const blocks = (language: string) =>
  [...readme.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(match => match[1] ?? '')

const app = await runDemoApp()

describe('the README', () => {
  /** As written, but for the port, and the home where this test's app lives. */
  const shell = (script: string) => {
    const { promise, resolve } = Promise.withResolvers<{ code: unknown; out: string }>()
    const text = `set -e\n${script
      .replaceAll('http://127.0.0.1:4224', app.proxyUrl)
      .replaceAll('npx patchbay', `node ${root}/src-main/cli.ts --home ${app.state().home}`)}`
    execFile('bash', ['-c', text], { cwd: root }, (error, out) => resolve({ code: error?.code ?? 0, out }))
    return promise
  }

  it('shows requests that work without any key', async () => {
    const { code, out } = await shell(blocks('sh')[1] ?? '')
    expect(code).toBe(0)
    expect(out).toContain('"object":"chat.completion"')
    expect(out).toContain('"object":"response"')
    expect(out).toContain('event: message_stop')
    expect(out).toContain('demo-4 → demo/demo-4-0709')
  })

  it('shows settings that validate', () => {
    const examples = blocks('jsonc').map(text => settingsSchema.safeParse(parse(text)))
    expect(examples.map(({ success }) => success)).toEqual([true])
  })

  it('names npm scripts that exist', () => {
    const named = [...readme.matchAll(/`npm (?:run )?([a-z:]+)`/g)].map(match => match[1])
    expect(named.length).toBeGreaterThan(3)
    expect(named.filter(name => !['ci', ...Object.keys(metadata.scripts)].includes(name ?? ''))).toEqual([])
  })

  it('points at files that exist', () => {
    const paths = [...readme.matchAll(/`((?:src|test|resources|docs)[\w./-]*)`/g)].map(
      match => match[1] ?? '',
    )
    expect(paths.filter(path => !existsSync(join(root, path)))).toEqual([])
  })
})
