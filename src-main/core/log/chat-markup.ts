import { html, type Markup } from './markup.ts'
import type { ChatBlock, ChatTurn, ChatView } from './views.ts'

const ROLES: Readonly<Record<ChatTurn['role'], string>> = {
  user: 'User',
  assistant: 'Assistant',
  tool: 'Tool',
  system: 'System',
}

/** A conversation to read, with instructions and tools folded. */
export const chatMarkup = ({ system, tools, turns, problem }: ChatView): Markup => html`<h3>Conversation</h3>
${problem === undefined ? undefined : html`<p class="bad">${problem}</p>`}
${system.length === 0 ? undefined : html`<details><summary>Instructions</summary>${system.map(text => html`<pre>${text}</pre>`)}</details>`}
${
  tools.length === 0
    ? undefined
    : html`<details><summary>Tools (${tools.length})</summary><ul>${tools.map(
        ({ name, description }) =>
          html`<li><code>${name}</code>${description === undefined ? '' : ` – ${description}`}</li>`,
      )}</ul></details>`
}
${turns.map(turnMarkup)}`

const turnMarkup = ({
  role,
  isReply,
  blocks,
}: ChatTurn): Markup => html`<article class="turn${isReply ? ' reply' : ''}">
<h4>${ROLES[role]}${isReply ? ' (the reply)' : ''}</h4>
${blocks.map(blockMarkup)}
</article>
`

function blockMarkup(block: ChatBlock): Markup {
  switch (block.kind) {
    case 'text':
    case 'refusal':
      return html`<pre>${block.text}</pre>`
    case 'reasoning':
      return html`<details><summary>Reasoning</summary><pre>${block.text}</pre></details>`
    case 'tool-call':
      return html`<p>Calls <code>${block.name}</code> <span class="dim">${block.id}</span></p><pre>${block.input}</pre>`
    case 'tool-result':
      return html`<details><summary>${block.isError ? 'Error' : 'Result'} of ${block.id}</summary><pre>${block.text}</pre></details>`
    default:
      return block.dataUrl === undefined
        ? html`<p class="dim">${block.kind}: ${block.text}</p>`
        : html`<p><img src="${block.dataUrl}" alt="${block.text}"></p>`
  }
}
