import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from '@playwright/test'
import { beforeAll, type TestContext } from 'vitest'
import type { AppOptions } from '../../src-main/app.ts'
import { aKeychain } from '../control/open-page.ts'
import { startBrowser } from '../support/browser.ts'
import { stopLater } from '../support/lifetime.ts'
import { type RunningApp, runApp, type TestSettings } from '../support/run-app.ts'
import { buildPage } from './built-page.ts'

/** The running app and its window in a real browser. */
export interface Window extends RunningApp {
  readonly page: Page
  /** The built page, for a second start. */
  readonly pageFolder: string
  /** Errors of the page's script, and what its policy refused. */
  readonly problems: readonly string[]
  /** settings.jsonc as it lies on the disk. */
  settingsText(): Promise<string>
  /** Sends a chat call through the proxy; gives the reply. */
  call(model: string): Promise<Response>
}

export interface WindowOptions {
  /** The page that is opened, as the rail names it. */
  readonly at: string
  readonly settings: TestSettings | string
  readonly environment?: Readonly<Record<string, string>>
  /** Else one in memory: no test touches a person's keychain. */
  readonly keychain?: AppOptions['keychain']
  readonly colorScheme?: 'light' | 'dark'
}

/** Builds the page and starts a browser once for the file; the function opens windows in it, or skips where there is none. */
export function prepareWindows(): (context: TestContext, options: WindowOptions) => Promise<Window> {
  let browser: Browser | undefined
  let reason = 'the browser was not started'
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

  return async (
    context,
    { at, settings, environment = {}, keychain = aKeychain(), colorScheme = 'light' },
  ) => {
    if (!browser) return context.skip(`no browser: ${reason}`)
    const running = await runApp(settings, { environment, keychain, pageFolder })
    // A context of its own: axe needs one.
    const room = await browser.newContext({ colorScheme, viewport: { width: 1200, height: 800 } })
    stopLater(() => room.close())
    const page = await room.newPage()
    page.setDefaultTimeout(8000)
    const problems: string[] = []
    page.on('console', message => message.type() === 'error' && problems.push(message.text()))
    page.on('pageerror', error => problems.push(error.message))
    await page.goto(running.app.pageUrl)
    await page.getByRole('link', { name: at, exact: true }).click()
    await page.getByRole('heading', { level: 1, name: at }).waitFor()
    return {
      ...running,
      page,
      pageFolder,
      problems,
      settingsText: () => readFile(join(running.home, 'settings.jsonc'), 'utf8'),
      call: model =>
        fetch(`${running.url}/v1/chat/completions`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${running.localKey}` },
          body: JSON.stringify({ model, messages: [{ role: 'user', content: 'hi' }] }),
        }),
    }
  }
}

/**
 * What axe finds in the whole document as it stands, one line each: the rule and the first element that breaks it. Its
 * experimental rule on visible names counts, too: who speaks to the page says what stands there.
 */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .options({ rules: { 'label-content-name-mismatch': { enabled: true } } })
    .analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)
}
