import { explainName } from '../app/explain.ts'
import type { Dialect } from '../core/conversation.ts'
import { LOSSES } from '../core/losses.ts'
import type { ResolutionStep } from '../core/routing/resolution.ts'
import { bold, dim, green, print, red, yellow } from './terminal.ts'
import { withWorkspace } from './with-workspace.ts'

const marks = { match: green('✓'), miss: dim('·'), skip: dim('–') } as const

/** Prints a name's resolution and dispatch; ends with 1 where it leads nowhere or is refused. */
export const printResolution = (options: {
  home?: string
  name: string
  endpoint: Dialect
  json?: boolean
  demo?: boolean
}) =>
  withWorkspace({ home: options.home, lists: 'wanted', demo: options.demo }, workspace => {
    const { resolution, dispatch } = explainName(workspace, options.name, options.endpoint)
    if (!resolution.ok || dispatch?.action === 'refuse') process.exitCode = 1
    if (options.json) return print(JSON.stringify({ resolution, dispatch }, null, 2))
    for (const step of resolution.steps) printStep(step)
    print('')
    if (!resolution.ok)
      return print(`${red(resolution.failure.code ?? 'error')}  ${resolution.failure.message}`)
    const [first, ...others] = resolution.targets
    print(`${bold(resolution.requested)} → ${bold(first.modelId)}`)
    for (const target of others) print(dim(`  while that is down, busy or out of quota: ${target.modelId}`))
    print(`  endpoints  ${first.endpoints.dialects.join(', ')}  ${dim(`(${first.endpoints.evidence})`)}`)
    for (const warning of resolution.warnings)
      print(`  ${yellow('warning')}    ${LOSSES[warning.code]}  ${dim(warning.code)}`)
    if (dispatch?.action === 'refuse') print(`  ${red('refused')}    ${dispatch.failure.message}`)
    else if (dispatch) print(`  dispatch   ${dispatch.action} to ${dispatch.to}  ${dim(dispatch.reason)}`)
  })

function printStep({ rule, outcome, detail, rejected = [] }: ResolutionStep): void {
  print(`${marks[outcome]} ${rule.padEnd(9)} ${detail}`)
  for (const candidate of rejected) print(dim(`            not ${candidate.id}: ${candidate.reason}`))
}
