import { Button, Code, Modal } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useSearchParams } from 'wouter'
import type { AliasRow } from '../../../../src-main/control/contract/aliases.ts'
import { useApi } from '../../api/client.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Page } from '../../ui/page.tsx'
import { type AliasDraft, draftOf, newDraft } from './alias-draft.ts'
import { AliasForm } from './alias-form.tsx'
import { AliasTable } from './alias-table.tsx'
import { Tester } from './tester.tsx'
import { useRemoval } from './use-removal.tsx'

/** The names that users define: what each means now, and a tester for any name. */
export default function AliasesPage() {
  const api = useApi()
  const [query, setQuery] = useSearchParams()
  const aliases = useQuery(api.aliases.list.queryOptions())
  const remove = useRemoval()
  const [tested, setTested] = useState('')
  const [edited, setEdited] = useState<AliasRow>()
  const marked = query.get('alias') ?? undefined
  const draft = edited ? draftOf(edited) : draftOfAddress(query)
  const open = (name: string) => setQuery({ new: name })
  const close = () => {
    setEdited(undefined)
    setQuery({})
  }
  return (
    <Page
      title="Aliases"
      about="your own names for models"
      actions={
        <Button size="xs" leftSection={<IconPlus size={14} />} onClick={() => open('')}>
          New alias
        </Button>
      }
    >
      <Tester name={tested} onName={setTested} onAlias={open} />
      {aliases.data && aliases.data.length > 0 && (
        <AliasTable
          rows={aliases.data}
          marked={marked}
          onTest={setTested}
          onEdit={setEdited}
          onRemove={remove}
        />
      )}
      {aliases.data?.length === 0 && <FirstAlias onNew={open} />}
      <Modal
        opened={draft !== undefined}
        onClose={close}
        size="lg"
        title={edited ? `Change "${edited.name}"` : 'New alias'}
      >
        {draft && <AliasForm start={draft} onClose={close} />}
      </Modal>
    </Page>
  )
}

/** What `?new=NAME&to=TARGET` asks for. */
function draftOfAddress(query: URLSearchParams): AliasDraft | undefined {
  const name = query.get('new')
  return name === null ? undefined : newDraft(name, query.get('to') ?? '')
}

const FirstAlias = ({ onNew }: { readonly onNew: (name: string) => void }) => (
  <EmptyState
    title="Give a model a name of your own"
    actions={
      <>
        <Button size="xs" onClick={() => onNew('fast')}>
          Make "fast"
        </Button>
        <Button size="xs" variant="default" onClick={() => onNew('claude-*')}>
          Make a pattern
        </Button>
      </>
    }
  >
    Point your tools at <Code>fast</Code> and decide here what that is. A pattern such as{' '}
    <Code>claude-*</Code> redirects every name of that shape; several targets take over from each other while
    one is down, busy or out of quota.
  </EmptyState>
)
