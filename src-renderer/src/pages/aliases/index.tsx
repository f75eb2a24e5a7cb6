import { Page } from '../../ui/page.tsx'

export default function AliasesPage() {
  return <Page title="Aliases">{null}</Page>
}
