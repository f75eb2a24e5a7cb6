import { Code } from '@mantine/core'
import type { ControlState } from '../../../../src-main/control/contract.ts'
import { Section } from '../../ui/section.tsx'
import { ChoiceSetting, NameSetting, NumberSetting, SwitchSetting } from './setting-controls.tsx'

interface Props {
  readonly values: NonNullable<ControlState['settings']['values']>
}

/** Where the proxy listens and who may call it. */
export function NetworkSection({ values }: Props) {
  return (
    <Section title="Address">
      <NumberSetting
        path={['listen', 'port']}
        name="Port of the proxy"
        about="Clients that are set up must be told. Takes effect with the next start."
        inForce={values.listen.port}
      />
      <NumberSetting
        path={['control', 'port']}
        name="Port of this window"
        about="Takes effect with the next start."
        inForce={values.control.port}
      />
      <SwitchSetting
        path={['requireKey']}
        name="Require a key"
        about="Without it, every program on this machine may spend your providers’ money."
        inForce={values.requireKey}
      />
    </Section>
  )
}

/** How names become models, and what happens where client and model speak different protocols. */
export function RoutingSection({ values }: Props) {
  return (
    <Section title="Names and translation">
      <ChoiceSetting
        path={['dispatch', 'mismatch']}
        name="A model does not speak the client’s protocol"
        about="Auto refuses only Chat calls of models that speak Responses alone, where agents would lose reasoning without a word."
        inForce={values.dispatch.mismatch}
        choices={[
          { value: 'auto', label: 'Auto' },
          { value: 'translate', label: 'Always translate' },
          { value: 'reject', label: 'Always refuse' },
        ]}
      />
      <ChoiceSetting
        path={['dispatch', 'lossy']}
        name="Something cannot be translated"
        about="What was left out stands in the log and in x-patchbay-warnings."
        inForce={values.dispatch.lossy}
        choices={[
          { value: 'warn', label: 'Leave it out and say so' },
          { value: 'reject', label: 'Refuse the request' },
        ]}
      />
      <ChoiceSetting
        path={['echoModel']}
        name="Model name in replies"
        inForce={values.echoModel}
        choices={[
          { value: 'requested', label: 'The one that was asked for' },
          { value: 'upstream', label: 'The provider’s own' },
        ]}
      />
      <ChoiceSetting
        path={['ambiguous']}
        name="Several providers list a name"
        inForce={values.ambiguous}
        choices={[
          { value: 'first', label: 'Take the first provider' },
          { value: 'reject', label: 'Refuse and name them' },
        ]}
      />
      <SwitchSetting
        path={['tolerance']}
        name="Tolerate spelling"
        about={
          <>
            Letter case and <Code>4.5</Code> for <Code>4-5</Code>, where only one model fits; always with a
            warning.
          </>
        }
        inForce={values.tolerance}
      />
      <NameSetting
        path={['defaultModel']}
        name="Default model"
        about="Where a name leads that nobody knows; empty: such requests are refused."
        inForce={values.defaultModel}
        placeholder="none"
      />
    </Section>
  )
}
