import { desktop } from '../../api/desktop.ts'
import { useControlState } from '../../api/live-state.tsx'
import { Page } from '../../ui/page.tsx'
import { AboutSection } from './about-section.tsx'
import { AppearanceSection } from './appearance-section.tsx'
import { FileSection } from './file-section.tsx'
import { KeySection } from './key-section.tsx'
import { LogSection } from './log-section.tsx'
import { NetworkSection, RoutingSection } from './sections.tsx'

/** Everything that is not a provider, an alias or a model. Each choice is written to settings.jsonc at once, by its key. */
export function SettingsPage() {
  const { settings } = useControlState()
  const { values } = settings
  return (
    <Page title="Settings" about="Each choice is saved as you make it; comments in the file stay.">
      {values && (
        <>
          <NetworkSection values={values} />
          <KeySection />
          <RoutingSection values={values} />
          <LogSection values={values} />
        </>
      )}
      <AppearanceSection desktop={desktop} />
      <FileSection />
      <AboutSection desktop={desktop} />
    </Page>
  )
}
