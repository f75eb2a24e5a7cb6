import { Page } from '../../ui/page.tsx'

export default function ConnectPage() {
  return <Page title="Connect">{null}</Page>
}
