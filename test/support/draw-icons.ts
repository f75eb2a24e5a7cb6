import { readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Page } from '@playwright/test'
import { startBrowser } from './browser.ts'
import { packIcon } from './pack-icon.ts'

// `npm run icons`: draws the icons of resources/ from icon.svg and tray.svg, in the browser that the tests use. The pictures are
// kept in git, so that nobody needs this but who changes a source.

const RESOURCES = resolve(import.meta.dirname, '../../resources')

/** Windows asks for these. */
const ICO_SIZES = [16, 20, 24, 32, 48, 256]

/** Colours that are seen on dark and on light panels alike; macOS takes only the shape. */
const STATES = {
  idle: { colour: '#17a08a', mark: '' },
  active: { colour: '#1fbf5f', mark: '' },
  error: { colour: '#17a08a', mark: '#e5484d' },
  paused: { colour: '#8b929c', mark: '#e0a100' },
} as const

const source = (name: string): Promise<string> => readFile(join(RESOURCES, name), 'utf8')

async function draw(page: Page, svg: string, size: number, style = ''): Promise<Buffer> {
  await page.setViewportSize({ width: size, height: size })
  await page.setContent(
    `<style>body{margin:0}svg{display:block;width:100vw;height:100vh}</style>${svg}<style>${style}</style>`,
  )
  return page.screenshot({ omitBackground: true })
}

async function drawTray(page: Page, tray: string): Promise<void> {
  for (const [state, { colour, mark }] of Object.entries(STATES)) {
    const shown = `svg .badge.${state}{display:inline}`
    const coloured = `${shown} svg{color:${colour}} ${mark && `svg .mark{fill:${mark}}`}`
    const shape = `${shown} svg{color:#000}`
    const template = state === 'idle' ? 'iconTemplate' : `icon-${state}Template`
    for (const [suffix, size] of [
      ['', 16],
      ['@2x', 32],
    ] as const) {
      await writeFile(join(RESOURCES, `tray-${state}${suffix}.png`), await draw(page, tray, size, coloured))
      await writeFile(join(RESOURCES, `${template}${suffix}.png`), await draw(page, tray, size, shape))
    }
  }
}

async function drawApp(page: Page, icon: string): Promise<void> {
  await writeFile(join(RESOURCES, 'icon.png'), await draw(page, icon, 512))
  const images: { size: number; png: Buffer }[] = []
  for (const size of ICO_SIZES) images.push({ size, png: await draw(page, icon, size) })
  await writeFile(join(RESOURCES, 'icon.ico'), packIcon(images))
}

const started = await startBrowser()
if (!started.ok) throw new Error(`The icons need a browser: ${started.reason}`)
const page = await started.browser.newPage()
await drawApp(page, await source('icon.svg'))
await drawTray(page, await source('tray.svg'))
await started.browser.close()
