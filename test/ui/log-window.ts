import type { Locator } from '@playwright/test'
import type { TestContext } from 'vitest'
import type { JsonObject } from '../../src-main/core/json.ts'
import type { Upstream } from '../support/fake-upstream.ts'
import { at, type TestSettings, upstream } from '../support/run-app.ts'
import { prepareWindows, type Window, type WindowOptions } from './window.ts'

/** The window at its page Log, with a provider that speaks every dialect and one that speaks only Chat. */
export interface LogWindow extends Window {
  readonly provider: Upstream
  /** Sends a body through the proxy, as a client would; gives the reply when it has ended. */
  ask(path: string, body: JsonObject, headers?: Readonly<Record<string, string>>): Promise<Response>
  /** The row of the table that has this text. */
  row(text: string): Locator
  /** Opens the newest row that has this text; gives the panel beside the list. */
  open(text: string): Promise<Locator>
  /** Chooses what a menu of the open request offers. */
  choose(menu: 'Replay' | 'Copy' | 'More', item: string): Promise<void>
}

/** Milliseconds that a busy machine gets for what a person sees at once. */
export const PATIENT = { timeout: 8000 }
export const QUESTION = { role: 'user', content: 'Why is the sky blue?' }
/** A Messages body that cannot be written in Chat as it is. */
export const MESSAGES_BODY = {
  model: 'only-chat/small',
  max_tokens: 10,
  top_k: 3,
  system: 'Be brief.',
  tools: [{ name: 'read_file', description: 'Reads a file.', input_schema: { type: 'object' } }],
  messages: [QUESTION],
}

/** Prepares the browser for a file of tests; the function opens the log. */
export function prepareLog() {
  const openWindow = prepareWindows()
  return async (
    context: TestContext,
    options: Partial<Omit<WindowOptions, 'settings'>> & { settings?: TestSettings } = {},
  ): Promise<LogWindow> => {
    const provider = await upstream({ models: ['small', 'large'] })
    const window = await openWindow(context, {
      ...options,
      at: 'Log',
      settings: {
        providers: { lab: at(provider), 'only-chat': at(provider, ['chat']) },
        aliases: { fast: 'lab/small' },
        ...options.settings,
      },
    })
    const { page, url, localKey } = window
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    const row = (text: string) => page.getByRole('row').filter({ hasText: text })
    const detail = page.getByRole('complementary', { name: 'Request' })
    return {
      ...window,
      provider,
      row,
      async ask(path, body, headers = {}) {
        const reply = await fetch(url + path, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-api-key': localKey, ...headers },
          body: JSON.stringify(body),
        })
        return new Response(await reply.text(), { status: reply.status, headers: reply.headers })
      },
      async open(text) {
        await row(text).first().click()
        await detail.getByRole('tab', { name: 'Summary' }).waitFor()
        return detail
      },
      async choose(menu, item) {
        await detail.getByRole('button', { name: menu, exact: true }).click()
        await page.getByRole('menuitem', { name: item }).click()
      },
    }
  }
}
