import type { ReactNode } from 'react'

/** A name and what is known of it; nothing where it is not known. */
export type Fact = readonly [name: string, value: ReactNode]

/** What is known of something, a fact a line. */
export const FactList = ({ facts, className }: { facts: readonly Fact[]; className: string | undefined }) => (
  <dl className={className}>
    {facts.map(
      ([name, value]) =>
        value && (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ),
    )}
  </dl>
)
