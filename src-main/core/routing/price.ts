/** What a model costs: US dollars for a million tokens. Where a price of cached input is absent, nobody has said it. */
export interface TokenPrice {
  readonly input: number
  readonly output: number
  readonly cacheRead?: number
  readonly cacheWrite?: number
  /** US dollars for a request, whatever its length. */
  readonly request?: number
}
