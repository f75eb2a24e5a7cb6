import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from '@playwright/test'
import { beforeAll, describe, expect, test } from 'vitest'
import { startApp } from '../../src-main/app.ts'
import { startBrowser } from '../support/browser.ts'
import { stopLater } from '../support/lifetime.ts'
import { buildPage } from './built-page.ts'

let browser: Browser | undefined
let reason = ''
let pageFolder = ''

beforeAll(async () => {
  const started = await startBrowser()
  if (!started.ok) {
    reason = started.reason
    return
  }
  browser = started.browser
  stopLater(() => started.browser.close())
  pageFolder = await buildPage()
}, 60_000)

/** The real app with the demo provider, and its page in a real browser. */
async function openPage(
  colorScheme: 'light' | 'dark' = 'light',
): Promise<{ page: Page; problems: string[] }> {
  const home = await mkdtemp(join(tmpdir(), 'patchbay-home-'))
  stopLater(() => rm(home, { recursive: true }))
  const options = { home, port: 0, controlPort: 0, demo: true, demoPace: 0, environment: {} }
  const app = await startApp({ ...options, pageFolder, log: () => {} })
  if (!app.ok) throw new Error(app.message)
  stopLater(() => app.stop())
  await app.catalogsReady
  const page = (await browser?.newPage({ colorScheme, viewport: { width: 1000, height: 900 } })) as Page
  stopLater(() => page.close())
  const problems: string[] = []
  page.on('console', message => message.type() === 'error' && problems.push(message.text()))
  page.on('pageerror', error => problems.push(error.message))
  await page.goto(app.pageUrl)
  await page.getByText('running', { exact: true }).waitFor()
  return { page, problems }
}

describe('the control page in a real browser', () => {
  test('shows the state, and the token is gone from the address', async context => {
    if (!browser) return context.skip(`no browser: ${reason}`)
    const { page, problems } = await openPage()
    await page.getByRole('rowheader', { name: 'demo' }).waitFor()
    expect(page.url()).not.toContain('token')
    expect(await page.getByLabel('Resolved settings').textContent()).toContain('"requireKey": true')
    await page.reload()
    await page.getByText('running', { exact: true }).waitFor()
    expect(problems).toEqual([])
  })

  test('resolves a name step by step', async context => {
    if (!browser) return context.skip(`no browser: ${reason}`)
    const { page, problems } = await openPage('dark')
    await page.getByLabel('Model name').fill('demo-4')
    await page.getByRole('button', { name: 'Resolve' }).click()
    await page.getByText('demo/demo-4-0709', { exact: true }).waitFor()
    await page.getByLabel('Model name').fill('no-such-model')
    await page.getByRole('button', { name: 'Resolve' }).click()
    await page.getByRole('alert').filter({ hasText: 'no-such-model' }).waitFor()
    expect(problems).toEqual([])
  })

  test('pauses and resumes the proxy', async context => {
    if (!browser) return context.skip(`no browser: ${reason}`)
    const { page } = await openPage()
    await page.getByRole('button', { name: 'Pause' }).click()
    await page.getByText('paused', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Resume' }).click()
    await page.getByText('running', { exact: true }).waitFor()
  })
})
