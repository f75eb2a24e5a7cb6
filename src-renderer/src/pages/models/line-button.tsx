import type { ReactNode } from 'react'
import styles from './models.module.css'

export interface LineButtonProps {
  /** What it does to which model, for screen readers. */
  readonly label: string
  /** What it does, on hover. */
  readonly title: string
  readonly tabIndex: number
  readonly onClick: () => void
  readonly children: ReactNode
}

/** An icon to press in a line of the table: a plain button, as there are hundreds of them while one scrolls. */
export const LineButton = ({ label, title, tabIndex, onClick, children }: LineButtonProps) => (
  <button
    type="button"
    className={styles.action}
    aria-label={label}
    title={title}
    tabIndex={tabIndex}
    onClick={onClick}
  >
    {children}
  </button>
)
