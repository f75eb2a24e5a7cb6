import { countBytes } from './body-text.ts'
import { html, type Markup } from './markup.ts'
import { messageView } from './message-view.ts'
import { SIDES, type Side } from './recording.ts'
import type { StoredMessage, StoredMessages } from './store.ts'

const TITLES: Readonly<Record<Side, string>> = {
  'client-request': 'What the client sent',
  'upstream-request': 'What went to the provider',
  'upstream-response': 'What the provider said',
  'client-response': 'What the client got',
}

/** All that is held of the four messages, their bodies laid out and folded. */
export function messagesMarkup(messages: StoredMessages): Markup {
  const shown = SIDES.flatMap(side => {
    const message = messages[side]
    return message ? [messageMarkup(side, message)] : []
  })
  return html`<h3>Messages</h3>
${shown.length === 0 ? html`<p class="dim">Bodies were not recorded, or are no longer held.</p>` : shown}`
}

function messageMarkup(side: Side, message: StoredMessage): Markup {
  const { method, url, status, headers, text, size, truncated, hidden } = messageView(side, message)
  const first = [method, url, status].filter(known => known !== undefined).join(' ')
  const notes = [
    countBytes(size),
    ...(truncated ? ['cut: it was longer than what is recorded'] : []),
    ...(hidden > 0 ? [`${hidden} credentials taken out`] : []),
  ]
  return html`<h4>${TITLES[side]}</h4>
<p><code>${first}</code> <span class="dim">${notes.join(', ')}</span></p>
<details><summary>Headers</summary><table>
${Object.entries(headers).map(
  ([name, value]) => html`<tr><th scope="row">${name}</th><td class="mono">${value}</td></tr>
`,
)}</table></details>
${text === '' ? undefined : html`<details><summary>Body</summary><pre>${text}</pre></details>`}
`
}
