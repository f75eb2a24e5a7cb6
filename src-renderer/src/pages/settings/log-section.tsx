import { Code } from '@mantine/core'
import type { ControlState } from '../../../../src-main/control/contract.ts'
import { Section } from '../../ui/section.tsx'
import { CollectorProblem } from './collector-problem.tsx'
import { LogOnDisk } from './log-on-disk.tsx'
import { ChoiceSetting, NameSetting, NumberSetting } from './setting-controls.tsx'

/** What is remembered of requests, where and for how long, and who else is told. */
export function LogSection({ values }: { values: NonNullable<ControlState['settings']['values']> }) {
  const { bodies, keepDays, maxMegabytes, otlp } = values.log
  return (
    <Section title="Log and privacy">
      <ChoiceSetting
        path={['log', 'bodies']}
        name="Prompts and answers"
        about="What stands in the log beside names, times and token counts. Keys are never kept."
        inForce={bodies}
        choices={[
          { value: 'off', label: 'Never keep them' },
          { value: 'memory', label: 'In memory, until the app ends' },
          { value: 'disk', label: 'On this disk' },
        ]}
      />
      <NumberSetting
        path={['log', 'keepDays']}
        name="Keep for"
        about="Older requests leave the log; those that you marked to keep stay."
        inForce={keepDays}
        suffix=" days"
      />
      <NumberSetting
        path={['log', 'maxMegabytes']}
        name="At most"
        about="Room for the log on this disk; the oldest requests go first."
        inForce={maxMegabytes}
        suffix=" MB"
      />
      <LogOnDisk />
      <NameSetting
        path={['log', 'otlp']}
        name="OpenTelemetry collector"
        about={
          <>
            Names, times, tokens and costs go there as GenAI spans and metrics, never prompts or answers.
            Empty: nothing is sent. A key is named in the file, as <Code>log.otlp.key</Code>.
            <CollectorProblem />
          </>
        }
        inForce={otlp?.endpoint ?? null}
        placeholder="http://127.0.0.1:4318"
        write={endpoint => (endpoint === '' ? undefined : { ...otlp, endpoint })}
      />
    </Section>
  )
}
