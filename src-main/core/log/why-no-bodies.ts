import type { BodyPolicy, Exchange } from '../exchange.ts'

const REASONS: Readonly<Record<BodyPolicy, string>> = {
  off: 'Its messages were not recorded: log.bodies was "off".',
  memory:
    'Its messages are not here: log.bodies was "memory", where they are held until Patchbay ends or newer ones need the room.',
  disk: 'Its messages are no longer kept: they were purged, or Patchbay ended before they were on disk.',
}

/** Why none of an exchange's messages can be had, as a sentence: they never were, or are gone. */
export const whyNoBodies = ({ bodies }: Pick<Exchange, 'bodies'>): string =>
  bodies === undefined ? 'Its messages were not recorded, or are no longer held.' : REASONS[bodies]
