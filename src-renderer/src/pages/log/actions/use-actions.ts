import {
  IconArrowsExchange,
  IconBookmark,
  IconBookmarkOff,
  IconColumns2,
  IconCopy,
  IconDownload,
  IconEdit,
  IconFilter,
  IconPin,
  IconPlayerPlay,
  IconPlayerStop,
  IconRepeat,
  IconRoute,
  IconTrash,
} from '@tabler/icons-react'
import { useLocation } from 'wouter'
import type { LogDetail } from '../../../../../src-main/control/contract/log.ts'
import type { Command } from '../../../frame/command.ts'
import { newAliasLink, newAliasToLink, testPromptLink } from '../../../frame/links.ts'
import { DIALECT_NAMES, type Dialect } from '../../../ui/mode-badge.tsx'
import { filterWord } from '../filter/suggest.ts'
import { useCopyCurl } from './use-copy-curl.ts'
import { useDecisions } from './use-decisions.ts'
import { useExport } from './use-export.ts'
import { useReplay } from './use-replay.ts'

/** What opens above the page for an action. */
export type ActionDialog = 'model' | 'body' | 'remove'

/** One thing that can be done with a request. */
export interface LogAction extends Command {
  readonly id: string
  readonly menu: 'first' | 'replay' | 'copy' | 'more' | 'export' | 'last'
  /** Why it cannot be done now. */
  readonly problem?: string
}

export interface ActionTargets {
  readonly detail: LogDetail
  readonly onDialog: (dialog: ActionDialog) => void
  readonly onFilter: (filter: string) => void
  /** It was sent again: the new request is to be seen beside this one. */
  readonly onReplayed: (id: string) => void
  /** Another request is to be seen beside this one. */
  readonly onBeside: (id: string) => void
}

const MODES: readonly Dialect[] = ['chat', 'responses', 'messages']
const FORMATS = ['har', 'json', 'html'] as const

/** Everything that can be done with a request and makes sense for it: for the buttons, the keys and the palette. */
export const useActions = (targets: ActionTargets): readonly LogAction[] => [
  ...useDecisionActions(targets),
  ...useReplayActions(targets),
  ...useRowActions(targets),
]

function useReplayActions({ detail, onDialog, onReplayed, onBeside }: ActionTargets): LogAction[] {
  const replay = useReplay(detail, onReplayed)
  const { requested, replayOf } = detail
  const problem = detail.sides.includes('client-request') ? undefined : 'its body is not held'
  const replayAction = (
    id: string,
    name: string,
    icon: LogAction['icon'],
    run: LogAction['run'],
  ): LogAction => ({
    id,
    name,
    icon,
    menu: 'replay',
    problem,
    run,
  })
  return [
    replayAction('replay', 'Replay as it was', IconRepeat, () => replay({})),
    ...(requested
      ? [
          replayAction('replay-model', 'Replay with another model…', IconRepeat, () => onDialog('model')),
          ...MODES.map(mode =>
            replayAction(`replay-${mode}`, `Replay as ${DIALECT_NAMES[mode]}`, IconArrowsExchange, () =>
              replay({ mode }),
            ),
          ),
        ]
      : []),
    replayAction('replay-body', 'Replay with an edited body…', IconEdit, () => onDialog('body')),
    ...(replayOf
      ? [
          {
            id: 'beside',
            name: 'Side by side with the original',
            icon: IconColumns2,
            menu: 'replay',
            run: () => onBeside(replayOf),
          } as const,
        ]
      : []),
  ]
}

function useDecisionActions({ detail, onFilter }: ActionTargets): LogAction[] {
  const [, go] = useLocation()
  const { pin, translate } = useDecisions(detail)
  const { requested, modelId, upstreamDialect } = detail
  const actions: LogAction[] = []
  if (detail.errorCode === 'endpoint_unsupported')
    actions.push({
      id: 'translate',
      name: 'Translate from now on',
      icon: IconArrowsExchange,
      menu: 'first',
      run: translate,
    })
  if (requested)
    actions.push({
      id: 'alias',
      name: 'Make alias from this name',
      icon: IconRoute,
      // Nobody knows the name: this is what to do about it.
      menu: detail.route ? 'more' : 'first',
      run: () => go(newAliasLink(requested)),
    })
  if (modelId)
    actions.push({
      id: 'alias-to',
      name: 'Make alias to this model',
      icon: IconRoute,
      menu: 'more',
      run: () => go(newAliasToLink(modelId)),
    })
  const spoken = MODES.find(mode => mode === upstreamDialect)
  if (modelId && spoken)
    actions.push({
      id: 'pin',
      name: `Pin ${DIALECT_NAMES[spoken]} for this model`,
      icon: IconPin,
      menu: 'more',
      run: () => pin(modelId, spoken),
    })
  if (requested)
    actions.push(
      {
        id: 'test',
        name: 'Send a test prompt',
        icon: IconPlayerPlay,
        menu: 'more',
        run: () => go(testPromptLink(requested)),
      },
      {
        id: 'filter',
        name: 'Only this model',
        icon: IconFilter,
        menu: 'more',
        run: () => onFilter(filterWord('model', requested)),
      },
    )
  return actions
}

function useRowActions({ detail, onDialog }: ActionTargets): LogAction[] {
  const copyCurl = useCopyCurl()
  const exportOf = useExport()
  const { cancel, keep } = useDecisions(detail)
  const { id, kept, outcome, sides } = detail
  return [
    {
      id: 'curl',
      name: 'Copy as curl to Patchbay',
      icon: IconCopy,
      menu: 'copy',
      problem: sides.includes('client-request') ? undefined : 'its body is not held',
      run: () => copyCurl(id, 'patchbay'),
    },
    {
      id: 'curl-provider',
      name: 'Copy as curl to the provider',
      icon: IconCopy,
      menu: 'copy',
      problem: sides.includes('upstream-request') ? undefined : 'nothing that went there is held',
      run: () => copyCurl(id, 'provider'),
    },
    ...FORMATS.map(
      (format): LogAction => ({
        id: `export-${format}`,
        name: `Export as ${format.toUpperCase()}`,
        icon: IconDownload,
        menu: 'export',
        run: () => exportOf({ ids: [id], format }),
      }),
    ),
    {
      id: 'keep',
      name: kept ? 'Keep no longer' : 'Keep',
      icon: kept ? IconBookmarkOff : IconBookmark,
      menu: 'last',
      run: keep,
    },
    outcome === 'running'
      ? { id: 'cancel', name: 'Cancel', icon: IconPlayerStop, menu: 'first', run: cancel }
      : { id: 'remove', name: 'Delete…', icon: IconTrash, menu: 'last', run: () => onDialog('remove') },
  ]
}
