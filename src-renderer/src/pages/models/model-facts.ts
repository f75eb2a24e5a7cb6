import type { DeprecationView, ModelRow, PriceView } from '../../../../src-main/control/contract/models.ts'
import { dayText } from './model-text.ts'

export type Capability = keyof NonNullable<ModelRow['capabilities']>

/** In the order in which they are told. */
const NAMES = [
  ['tools', 'tools'],
  ['images', 'images'],
  ['files', 'files'],
  ['audio', 'audio'],
  ['video', 'video'],
  ['reasoning', 'reasoning'],
  ['schema', 'JSON schema'],
] as const satisfies readonly (readonly [Capability, name: string])[]

/** Dollars as short as they can be: 3 is "$3", 0.075 is "$0.075". */
export const dollars = (amount: number): string =>
  `$${amount.toLocaleString('en', { maximumSignificantDigits: 4, useGrouping: false })}`

/** Input and output of a million tokens, at a glance: "$3 / $15". */
export const priceText = ({ input, output, request }: PriceView): string =>
  input === 0 && output === 0 && !request ? 'free' : `${dollars(input)} / ${dollars(output)}`

/** Everything that a price says, one line each, and below it who says so. */
export function priceLines(price: PriceView, bundledPrices: string): readonly string[] {
  const { input, output, cacheRead, cacheWrite, request, source } = price
  const cached = [
    ...(cacheRead === undefined ? [] : [`${dollars(cacheRead)} read`]),
    ...(cacheWrite === undefined ? [] : [`${dollars(cacheWrite)} written`]),
  ]
  return [
    `${dollars(input)} in, ${dollars(output)} out for a million tokens`,
    ...(cached.length > 0 ? [`From and to the cache: ${cached.join(', ')}`] : []),
    ...(request ? [`${dollars(request)} for each request`] : []),
    sourceText(source, bundledPrices),
  ]
}

const sourceText = (source: PriceView['source'], bundledPrices: string): string =>
  source === 'list' ? 'live list' : `bundled price list, ${bundledPrices}`

/** What a model is told to be able to do, in a fixed order. */
export const abilities = ({ capabilities = {} }: Pick<ModelRow, 'capabilities'>): readonly Capability[] =>
  NAMES.flatMap(([capability]) => (capabilities[capability] ? capability : []))

/** What it can and what it cannot do, as its list says: "tools, images; not reasoning". Undefined where it says nothing. */
export function capabilityText({ capabilities }: Pick<ModelRow, 'capabilities'>): string | undefined {
  if (!capabilities) return undefined
  const named = (can: boolean) =>
    NAMES.flatMap(([capability, name]) => (capabilities[capability] === can ? name : []))
  const [yes, no] = [named(true).join(', '), named(false).join(', ')]
  return [yes, no && `not ${no}`].filter(text => text !== '').join('; ')
}

/** "ends 2027-02-15, use other-model (live list)". `now` in milliseconds since the epoch. */
export function deprecationText(
  { endsAt, replacement, source }: DeprecationView,
  bundledPrices: string,
  now: number,
): string {
  const end =
    endsAt === undefined ? 'deprecated' : `${endsAt * 1000 < now ? 'ended' : 'ends'} ${dayText(endsAt)}`
  return `${end}${replacement === undefined ? '' : `, use ${replacement}`} (${sourceText(source, bundledPrices)})`
}
