import { Button, Code } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Desktop } from '../../../../src-main/control/contract.ts'
import { useControlState } from '../../api/live-state.tsx'
import { type Fact, FactList } from '../../ui/fact-list.tsx'
import { Section } from '../../ui/section.tsx'
import styles from './settings.module.css'

/** Which Patchbay this is and where it keeps its things. */
export function AboutSection({ desktop }: { desktop: Desktop | undefined }) {
  const { version, home, proxy } = useControlState()
  const app = useQuery({
    queryKey: ['desktop', 'version'],
    queryFn: () => desktop?.appVersion() ?? '',
    enabled: desktop !== undefined,
  })
  const facts: readonly Fact[] = [
    ['Patchbay', <Code key="version">{version}</Code>],
    ['Desktop app', app.data && <Code key="app">{app.data}</Code>],
    ['Proxy', <Code key="proxy">{proxy.url}</Code>],
    ['Home', <Code key="home">{home}</Code>],
  ]
  return (
    <Section
      title="About"
      actions={
        desktop && (
          <Button size="compact-xs" variant="default" onClick={() => desktop.showInFolder('data')}>
            Show data in folder
          </Button>
        )
      }
    >
      <FactList facts={facts} className={styles.facts} />
    </Section>
  )
}
