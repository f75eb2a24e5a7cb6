import { countBytes } from './body-text.ts'
import { html, type Markup, pre } from './markup.ts'
import type { Media } from './media.ts'
import { messageView } from './message-view.ts'
import { SIDES, type Side } from './recording.ts'
import type { StoredMessage, StoredMessages } from './store.ts'

const TITLES: Readonly<Record<Side, string>> = {
  'client-request': 'What the client sent',
  'upstream-request': 'What went to the provider',
  'upstream-response': 'What the provider said',
  'client-response': 'What the client got',
}

/** All that is held of the four messages, their bodies laid out and folded. `media`: whose pictures are shown beside them. */
export function messagesMarkup(messages: StoredMessages, media: readonly Media[]): Markup {
  const shown = SIDES.flatMap(side => {
    const message = messages[side]
    return message ? [messageMarkup(side, message, media)] : []
  })
  return html`<h3>Messages</h3>
<div class="messages">${shown}</div>`
}

function messageMarkup(side: Side, message: StoredMessage, media: readonly Media[]): Markup {
  const view = messageView(side, message, media)
  const { method, url, status, headers, text, size, truncated, hidden, images } = view
  const first = [method, url, status].filter(known => known !== undefined).join(' ')
  const notes = [
    countBytes(size),
    ...(truncated ? ['cut: it was longer than what is recorded'] : []),
    ...(hidden > 0 ? [`${hidden} ${hidden === 1 ? 'credential' : 'credentials'} taken out`] : []),
  ]
  return html`<div class="message">
<h4>${TITLES[side]}</h4>
<p><code>${first}</code> <span class="dim">${notes.join(', ')}</span></p>
<details><summary>Headers</summary><table class="facts">
${Object.entries(headers).map(
  ([name, value]) => html`<tr><th scope="row">${name}</th><td class="mono">${value}</td></tr>
`,
)}</table></details>
${text === '' ? undefined : html`<details><summary>Body</summary>${pre(text)}</details>`}
${images.map(({ dataUrl, hash }) => dataUrl && html`<p><img src="${dataUrl}" alt="sha256:${hash}"></p>`)}
</div>
`
}
