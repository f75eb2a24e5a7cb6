/** A page, as a data URL, that says why the app could not start. It has no script and loads nothing. */
export function errorPage(message: string): string {
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Patchbay</title>
<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>:root{color-scheme:light dark}body{font:15px system-ui;margin:3rem}pre{white-space:pre-wrap}</style>
<main role="alert"><h1>Patchbay cannot start</h1><pre>${escapeHtml(message)}</pre><p>Correct it and start again.</p></main></html>`
  return `data:text/html;charset=utf-8,${encodeURIComponent(html)}`
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, character => ENTITIES[character] ?? '')
