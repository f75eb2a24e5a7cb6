import type { ConnectOperations } from '../../control/contract/connect.ts'
import { clientGuides } from '../../control/guides/index.ts'
import { listing } from '../../core/routing/listing.ts'
import { explainName } from '../explain.ts'
import type { Workspace } from '../workspace.ts'
import { testPrompt } from './test-prompt.ts'

/** How clients are pointed here, and a prompt that goes the way theirs do. */
export function connectOperations(given: {
  readonly workspace: Workspace
  readonly proxyUrl: string
  readonly version: string
  /** Settings or the command line may say no. */
  readonly keyRequired: () => boolean
}): ConnectOperations {
  const { workspace, version, keyRequired } = given
  const baseUrl = reachable(given.proxyUrl)
  return {
    info({ model }) {
      const shown = { baseUrl, openaiBaseUrl: `${baseUrl}/v1`, model: model ?? usualModel(workspace) }
      const clients = clientGuides({ ...shown, key: workspace.localKeys.primary() })
      return { ...shown, keyRequired: keyRequired(), clients }
    },
    testPrompt(input, signal) {
      const door = { proxyUrl: baseUrl, localKey: workspace.localKeys.primary(), version }
      return testPrompt(
        door,
        { ...input, endpoint: input.endpoint ?? preferred(workspace, input.model) },
        signal,
      )
    },
  }
}

/** "Every address" is none to call: this machine is. */
const reachable = (proxyUrl: string): string =>
  proxyUrl.replace('//0.0.0.0:', '//127.0.0.1:').replace('//[::]:', '//[::1]:')

/** What to name where nobody chose: the first alias that is shown, else the first model. */
const usualModel = (workspace: Workspace): string => listing(workspace.directory())[0]?.id ?? 'provider/model'

function preferred(workspace: Workspace, model: string) {
  const { resolution } = explainName(workspace, model, 'chat')
  return resolution.ok ? resolution.targets[0].endpoints.mode : 'chat'
}
