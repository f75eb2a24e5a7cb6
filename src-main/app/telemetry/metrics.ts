import type { Meter } from '@opentelemetry/api'
import { ATTR_ERROR_TYPE } from '@opentelemetry/semantic-conventions'
import {
  ATTR_GEN_AI_TOKEN_TYPE,
  METRIC_GEN_AI_CLIENT_OPERATION_DURATION,
  METRIC_GEN_AI_CLIENT_OPERATION_TIME_TO_FIRST_CHUNK,
  METRIC_GEN_AI_CLIENT_TOKEN_USAGE,
} from '@opentelemetry/semantic-conventions/incubating'
import type { Exchange } from '../../core/exchange.ts'
import { firstChunkSeconds, modelAttributes } from './attributes.ts'

/** Bucket boundaries that the GenAI conventions advise: seconds, and tokens in powers of four. */
const DURATIONS = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92]
const TOKENS = [1, 4, 16, 64, 256, 1024, 4096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304]

/** Gives the function that counts an exchange that has ended. */
export function createMetrics(meter: Meter): (exchange: Exchange) => void {
  const duration = meter.createHistogram(METRIC_GEN_AI_CLIENT_OPERATION_DURATION, {
    unit: 's',
    advice: { explicitBucketBoundaries: DURATIONS },
  })
  const firstChunk = meter.createHistogram(METRIC_GEN_AI_CLIENT_OPERATION_TIME_TO_FIRST_CHUNK, {
    unit: 's',
    advice: { explicitBucketBoundaries: DURATIONS },
  })
  const tokens = meter.createHistogram(METRIC_GEN_AI_CLIENT_TOKEN_USAGE, {
    unit: '{token}',
    advice: { explicitBucketBoundaries: TOKENS },
  })
  const cost = meter.createCounter('patchbay.cost', { unit: 'USD' })

  return exchange => {
    if (exchange.modelId === undefined) return
    const labels = modelAttributes(exchange, exchange.modelId)
    const error = exchange.errorCode === undefined ? {} : { [ATTR_ERROR_TYPE]: exchange.errorCode }
    duration.record(exchange.durationMs / 1000, { ...labels, ...error })
    const first = firstChunkSeconds(exchange)
    if (first !== undefined) firstChunk.record(first, labels)
    const { input, output } = exchange.usage ?? {}
    if (input !== undefined) tokens.record(input, { ...labels, [ATTR_GEN_AI_TOKEN_TYPE]: 'input' })
    if (output !== undefined) tokens.record(output, { ...labels, [ATTR_GEN_AI_TOKEN_TYPE]: 'output' })
    if (exchange.cost) cost.add(exchange.cost.usd, labels)
  }
}
