import type { StartProblem } from '../app.ts'

/** Links of the page; the shell follows them, and shows the settings for any but this one. */
export const RETRY = 'patchbay:retry'
const SHOW_SETTINGS = 'patchbay:show-settings'

const TITLES: Readonly<Record<StartProblem['kind'], string>> = {
  home: 'The home folder cannot be used',
  settings: 'The settings cannot be used',
  keys: 'The local keys cannot be read',
  port: 'A port is taken',
}

/**
 * A page, as a data URL, that says why the app has not started and that it goes on once the settings file is corrected. It has no
 * script and loads nothing.
 */
export function problemPage({ kind, message }: StartProblem, settingsFile: string): string {
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Patchbay</title>
<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>:root{color-scheme:light dark}body{font:15px/1.5 system-ui;margin:3rem;max-width:50rem}
pre{white-space:pre-wrap;font:13px/1.5 ui-monospace,monospace;padding:1rem;border:1px solid;border-radius:6px}
a{margin-right:1.5rem}</style>
<main role="alert"><h1>${TITLES[kind]}</h1><pre>${escapeHtml(message)}</pre>
<p>Patchbay starts as soon as <code>${escapeHtml(settingsFile)}</code> is saved.</p>
<p><a href="${RETRY}">Try again</a><a href="${SHOW_SETTINGS}">Show the file</a></p></main></html>`
  return `data:text/html;charset=utf-8,${encodeURIComponent(html)}`
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, character => ENTITIES[character] ?? '')
