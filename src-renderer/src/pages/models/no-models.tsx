import { Button } from '@mantine/core'
import { useLocation } from 'wouter'
import { EmptyState } from '../../ui/empty-state.tsx'

/** Stands where the table has no line: brings back what a filter hides, or leads to where models come from. */
export function NoModels(props: { readonly searched: boolean; readonly onClear: () => void }) {
  const [, navigate] = useLocation()
  if (props.searched) {
    return (
      <EmptyState
        title="Widen the filter"
        actions={
          <Button size="xs" onClick={props.onClear}>
            Show all models
          </Button>
        }
      >
        No model holds all of these words. A model that no list names can be called nevertheless, as
        provider/model.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      title="Add a provider"
      actions={
        <Button size="xs" onClick={() => navigate('/providers')}>
          Go to providers
        </Button>
      }
    >
      Models come from the live lists of your providers; each shows up here with the protocol it speaks.
    </EmptyState>
  )
}
