import { Page } from '../../ui/page.tsx'

export default function LogPage() {
  return <Page title="Log">{null}</Page>
}
