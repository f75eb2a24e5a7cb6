import { html, type Markup, pre } from './markup.ts'
import type { ChatBlock, ChatTurn, ChatView } from './views.ts'

const ROLES: Readonly<Record<ChatTurn['role'], string>> = {
  user: 'User',
  assistant: 'Assistant',
  tool: 'Tool',
  system: 'System',
}

/** A conversation to read, with instructions and tools folded. */
export const chatMarkup = ({ system, tools, turns, problem }: ChatView): Markup => html`<h3>Conversation</h3>
${problem === undefined ? undefined : html`<p class="note">${problem}</p>`}
${system.length === 0 ? undefined : html`<details><summary>Instructions</summary>${system.map(said)}</details>`}
${
  tools.length === 0
    ? undefined
    : html`<details><summary>Tools (${tools.length})</summary><ul>${tools.map(
        ({ name, description }) =>
          html`<li><code>${name}</code>${description === undefined ? '' : ` – ${description}`}</li>`,
      )}</ul></details>`
}
${turns.map(turnMarkup)}`

/** What somebody said: in the type of prose, its line breaks kept. */
const said = (text: string): Markup => html`<div class="said">${text}</div>`

const turnMarkup = ({
  role,
  isReply,
  blocks,
}: ChatTurn): Markup => html`<article class="turn ${role}${isReply ? ' reply' : ''}">
<h4>${ROLES[role]}${isReply ? ' · the reply' : ''}</h4>
${blocks.map(blockMarkup)}
</article>
`

function blockMarkup(block: ChatBlock): Markup {
  switch (block.kind) {
    case 'text':
      return said(block.text)
    case 'refusal':
      return html`<p class="dim">Refuses:</p>${said(block.text)}`
    case 'reasoning':
      return html`<details><summary>Reasoning</summary>${said(block.text)}</details>`
    case 'tool-call':
      return html`<p>Calls <code>${block.name}</code> <span class="dim">${block.id}</span></p>${pre(block.input)}`
    case 'tool-result':
      return html`<details><summary>${block.isError ? 'Error' : 'Result'} of ${block.id}</summary>${pre(block.text)}</details>`
    default:
      return block.dataUrl === undefined
        ? html`<p class="dim">${block.kind}: ${block.text}</p>`
        : html`<p><img src="${block.dataUrl}" alt="${block.text}"></p>`
  }
}
