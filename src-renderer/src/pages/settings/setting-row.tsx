import { Loader, Text } from '@mantine/core'
import { type ReactNode, useId } from 'react'
import styles from './settings.module.css'

export interface SettingRowProps {
  readonly name: string
  readonly about?: ReactNode
  readonly error?: string | undefined
  readonly saving?: boolean
  /** The control, given the ids of its label and of what describes it. */
  readonly children: (ids: { labelId: string; describedBy: string }) => ReactNode
}

/** One setting: its name and meaning at the left, its control at the right, and under it why a choice was refused. */
export function SettingRow({ name, about, error, saving = false, children }: SettingRowProps) {
  const id = useId()
  return (
    <div className={styles.row}>
      <div>
        <Text size="sm" fw={500} id={`${id}-name`}>
          {name}
        </Text>
        <Text size="xs" c="dimmed" component="div" id={`${id}-about`}>
          {about}
        </Text>
      </div>
      <div className={styles.control}>
        <div className={styles.controlLine}>
          {children({ labelId: `${id}-name`, describedBy: `${id}-about ${id}-error` })}
          <span className={styles.busy}>{saving && <Loader size={12} aria-label="Saving" />}</span>
        </div>
        <Text size="xs" c="red" id={`${id}-error`} role="alert" className="wrap-anywhere">
          {error}
        </Text>
      </div>
    </div>
  )
}
