/** One test of a filter. Text is looked for without regard to case, anywhere in the field; `*` stands for any run. */
export type Condition =
  | { readonly kind: 'text'; readonly field: TextField; readonly value: string }
  | {
      readonly kind: 'number'
      readonly field: NumberField
      readonly compare: Compare
      readonly value: number
    }
  | { readonly kind: 'via'; readonly from?: string; readonly to?: string }
  | { readonly kind: 'has'; readonly value: string }
  /** Anywhere in what is known of an exchange, stored bodies included. */
  | { readonly kind: 'anywhere'; readonly value: string }

export const TEXT_FIELDS = [
  'model',
  'client',
  'provider',
  'alias',
  'key',
  'path',
  'error',
  'session',
  'thread',
  'id',
  'stop',
  'is',
  'loss',
] as const
export type TextField = (typeof TEXT_FIELDS)[number]

/** Times in milliseconds (`since` and `before`: since the epoch), cost in US dollars. */
export const NUMBER_FIELDS = [
  'status',
  'ttft',
  'took',
  'tokens',
  'cost',
  'attempts',
  'lossy',
  'since',
  'before',
] as const
export type NumberField = (typeof NUMBER_FIELDS)[number]
export type Compare = '=' | '>' | '>=' | '<' | '<='

/** One word of the filter box as it was typed, and what it means; a `problem` says what to write instead. */
export interface FilterWord {
  readonly text: string
  /** Where it begins in the whole. */
  readonly start: number
  readonly negated: boolean
  /** All of them must hold. Empty where there is a problem: such a word is left out. */
  readonly conditions: readonly Condition[]
  readonly problem?: string
}

/** A filter box that was read; all of its words must hold. */
export interface Filter {
  readonly words: readonly FilterWord[]
}
