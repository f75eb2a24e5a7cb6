import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useSearchParams } from 'wouter'
import { useApi } from '../../api/client.ts'
import { useControlState } from '../../api/live-state.tsx'
import { Failed } from '../../ui/failed.tsx'
import { Page } from '../../ui/page.tsx'
import { AddressSection } from './address-section.tsx'
import { ClientSection } from './client-section.tsx'
import styles from './connect.module.css'
import { FirstProvider, FoundKeys } from './found-keys.tsx'
import { TestSection } from './test-section.tsx'
import { useLocalKey } from './use-local-key.ts'
import { useNames } from './use-names.ts'

/** How tools get here: the address and the key, a prompt to see that it works, and what to write into each client. */
export function ConnectPage() {
  const api = useApi()
  const { proxy, providers } = useControlState()
  const [address] = useSearchParams()
  const wanted = address.get('model') ?? ''
  const [model, setModel] = useState('')
  const names = useNames()
  const localKey = useLocalKey()
  const info = useQuery(
    api.connect.info.queryOptions(model ? { model } : {}, { placeholderData: last => last }),
  )
  return (
    <Page title="Connect" about="Point your tools at this address; each name reaches the model you choose.">
      {info.error && <Failed message={info.error.message} />}
      {providers.length === 0 ? <FirstProvider /> : <FoundKeys />}
      <div className={styles.pair}>
        <AddressSection proxy={proxy} info={info.data} localKey={localKey} />
        <TestSection key={wanted} initial={wanted} names={names} />
      </div>
      {info.data && (
        <ClientSection info={info.data} names={names} model={model} onModel={setModel} show={localKey.show} />
      )}
    </Page>
  )
}
