import type { ComponentType } from 'react'

/** Something that can be done by its name. */
export interface Command {
  readonly name: string
  readonly icon: ComponentType<{ size?: number }>
  /** The heading it stands under; without one, that of the actions. */
  readonly group?: string
  run(): unknown
}
