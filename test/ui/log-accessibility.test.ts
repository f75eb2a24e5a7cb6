import type { Page } from '@playwright/test'
import { describe, expect, test } from 'vitest'
import { json } from '../support/scripted.ts'
import { type LogWindow, MESSAGES_BODY, prepareLog } from './log-window.ts'
import { accessibilityProblems } from './window.ts'

const openLog = prepareLog()

const tab = (number: number, shown: (page: Page) => Promise<unknown>) => async (window: LogWindow) => {
  await window.open('only-chat/small')
  await window.page.keyboard.press(String(number))
  await shown(window.page)
}
const body = (page: Page) => page.getByRole('textbox', { name: /^body of/ }).waitFor()

/** What is looked at, and how a user gets there. */
const SHOWN: Readonly<Record<string, (window: LogWindow) => Promise<unknown>>> = {
  'the list': ({ row }) => row('429').waitFor(),
  'a filter with a problem': async ({ page }) => {
    await page.getByRole('textbox', { name: 'Filter' }).fill('model:fast status:many')
    await page.getByRole('alert').waitFor()
    await page.keyboard.press('Escape')
  },
  suggestions: async ({ page }) => {
    await page.getByRole('textbox', { name: 'Filter' }).fill('s')
    await page.getByRole('option').first().waitFor()
  },
  'a filter that nothing fits': async ({ page }) => {
    await page.getByRole('textbox', { name: 'Filter' }).fill('model:nobody')
    await page.keyboard.press('Escape')
    await page.getByText('No request fits this filter.').waitFor()
  },
  'the summary of a request that failed': async ({ open }) => {
    const detail = await open('429')
    await detail.getByRole('alert').waitFor()
  },
  'the summary of one that lost something': tab(1, page => page.getByText('top_k').waitFor()),
  'the conversation': tab(2, page => page.getByRole('list', { name: 'Conversation' }).waitFor()),
  'the request': tab(3, body),
  'the diff of the requests': tab(3, async page => {
    await page.getByText('Diff', { exact: true }).click()
    await page.locator('.cm-deletedChunk').first().waitFor()
  }),
  'the response': tab(4, body),
  'the stream': tab(5, async page => {
    await page.getByRole('region', { name: 'Events' }).getByRole('button').first().click()
    await page.getByRole('region', { name: /^data of/ }).waitFor()
  }),
  'the timing': tab(6, page => page.getByRole('table', { name: 'Timing' }).waitFor()),
  'the menu of what to replay': async ({ page, open }) => {
    await open('only-chat/small')
    await page.getByRole('button', { name: 'Replay', exact: true }).click()
    await page.getByRole('menuitem').first().waitFor()
  },
  'the menu of what to export': async ({ page }) => {
    await page.getByRole('button', { name: 'Export' }).click()
    await page.getByRole('menuitem', { name: /^HAR/ }).waitFor()
  },
  'the menu of the views': async ({ page }) => {
    await page.getByRole('button', { name: 'Views' }).click()
    await page.getByRole('menuitem', { name: 'Rename Broken' }).waitFor()
  },
  'the name of a view': async ({ page }) => {
    await page.getByRole('button', { name: 'Views' }).click()
    await page.getByRole('menuitem', { name: 'Rename Broken' }).click()
    await page.getByRole('dialog').getByRole('textbox').waitFor()
  },
  'the help': async ({ page, row }) => {
    await row('429').waitFor()
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keys and filters' }).waitFor()
  },
  'the model to replay with': async ({ page, open, choose }) => {
    await open('only-chat/small')
    await choose('Replay', 'Replay with another model…')
    await page.getByRole('combobox', { name: 'Model or alias' }).waitFor()
  },
  'the body to edit': async ({ page, open, choose }) => {
    await open('only-chat/small')
    await choose('Replay', 'Replay with an edited body…')
    await page.getByRole('textbox', { name: 'body to send' }).waitFor()
  },
  'the question before it is deleted': async ({ page, open, choose }) => {
    await open('only-chat/small')
    await choose('More', 'Delete…')
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).waitFor()
  },
  'two requests side by side': async ({ page, open, provider }) => {
    provider.script = undefined
    await open('only-chat/small')
    await page.keyboard.press('r')
    await page.getByRole('region', { name: 'Answer of: Replay' }).getByText('Good morning').waitFor()
  },
}

describe.for(['light', 'dark'] as const)('axe finds nothing in the log in %s', colorScheme => {
  test.for(Object.entries(SHOWN))('with %s', async ([, show], context) => {
    const window = await openLog(context, {
      colorScheme,
      settings: { log: { views: { Broken: 'error:' } } },
    })
    const { provider, ask, call, page, problems } = window
    await ask('/v1/messages', { ...MESSAGES_BODY, stream: true })
    provider.script = () => json({ error: { message: 'too much at once' } }, 429)
    await call('lab/large')
    await show(window)
    expect(await accessibilityProblems(page)).toEqual([])
    expect(problems).toEqual([])
  })
})
