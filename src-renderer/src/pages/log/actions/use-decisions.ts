import type { LogDetail } from '../../../../../src-main/control/contract/log.ts'
import { useApiClient } from '../../../api/client.ts'
import { settle } from '../../../api/settle.ts'
import { DIALECT_NAMES, type Dialect } from '../../../ui/mode-badge.tsx'

/** What a request lets the user decide: for this row, and for requests to come. */
export function useDecisions({ id, kept, modelId }: Pick<LogDetail, 'id' | 'kept' | 'modelId'>) {
  const client = useApiClient()
  return {
    pin: (model: string, mode: Dialect) =>
      settle(client.models.setMode.mutate({ modelId: model, mode }), {
        done: `${model} is called as ${DIALECT_NAMES[mode]} from now on.`,
      }),
    /** For the model, where it is known which; else for all. */
    translate: () =>
      settle(
        client.settings.save.mutate({
          path: modelId ? ['models', modelId, 'mismatch'] : ['dispatch', 'mismatch'],
          value: 'translate',
        }),
        { done: `${modelId ?? 'Every model'} is translated from now on.` },
      ),
    keep: () =>
      settle(
        client.log.keep.mutate({ id, kept: !kept }).then(done => {
          if (!done) throw new Error('This request is no longer in the log.')
          return undefined
        }),
        { done: kept ? 'It is pruned with the others again.' : 'It is kept until you delete it.' },
      ),
    cancel: () => settle(client.log.cancel.mutate({ id }), { done: 'The request is cancelled.' }),
  }
}
