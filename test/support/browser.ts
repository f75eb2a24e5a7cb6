import type { Browser } from '@playwright/test'
import { chromium } from '@playwright/test'
import packed from '@sparticuz/chromium'

/** A real browser, or why there is none on this machine. */
export type StartedBrowser =
  | { readonly ok: true; readonly browser: Browser }
  | { readonly ok: false; readonly reason: string }

/**
 * Starts Chromium without a display: the one that Playwright has installed, else the one that comes with the npm package
 * (Linux). The caller closes it.
 */
export async function startBrowser(): Promise<StartedBrowser> {
  const reasons: string[] = []
  for (const launch of [launchInstalled, launchPacked]) {
    try {
      return { ok: true, browser: await launch() }
    } catch (error) {
      reasons.push(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error))
    }
  }
  return { ok: false, reason: reasons.join('; ') }
}

const launchInstalled = (): Promise<Browser> => chromium.launch({ headless: true })

/** Its own arguments are for cloud functions: one process for all, and no web security, which the page is tested for. */
async function launchPacked(): Promise<Browser> {
  const executablePath = await packed.executablePath()
  return chromium.launch({ headless: true, executablePath, args: ['--no-sandbox', '--disable-gpu'] })
}
