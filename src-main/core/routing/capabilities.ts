/** What a model may be able to do besides reading and writing text: take tools, read other media, think, keep to a schema. */
export type Capability = 'tools' | 'images' | 'files' | 'audio' | 'video' | 'reasoning' | 'schema'

/** True: it can. False: it cannot. Absent: nobody says. */
export type Capabilities = Readonly<Partial<Record<Capability, boolean>>>

/** A model that is on its way out. */
export interface Deprecation {
  /** Seconds since the epoch: when it stops to answer, where that is said. */
  readonly endsAt?: number
  /** The provider's own id of what to use instead. */
  readonly replacement?: string
}
