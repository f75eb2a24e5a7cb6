import { context, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics'
import { BatchSpanProcessor, type SpanExporter, TracerProvider } from '@opentelemetry/sdk-trace'
import { ATTR_SERVICE_NAME, ATTR_SERVICE_VERSION } from '@opentelemetry/semantic-conventions'
import type { Exchange } from '../../core/exchange.ts'
import { attemptAttributes, operationOf, requestAttributes } from './attributes.ts'
import { createMetrics } from './metrics.ts'

/** Tells a collector of exchanges. */
export interface TelemetryExporter {
  /** Of one that has ended. Never throws and never waits. */
  record(exchange: Exchange): void
  /** Sends what has gathered, and ends. */
  stop(): Promise<void>
}

export interface ExporterOptions {
  /** Without `/v1/traces`. */
  readonly endpoint: string
  readonly headers: Readonly<Record<string, string>>
  readonly version: string
  /** Milliseconds between two sendings of spans. */
  readonly interval: number
  /** Called with the reason when a sending fails, and with undefined when one works. */
  readonly onResult: (problem: string | undefined) => void
}

const TIMEOUT = 10_000
/** Metrics are sums: they may come later than spans. */
const METRICS_EVERY = 30_000

/**
 * Spans and metrics by the OpenTelemetry GenAI conventions, over OTLP/HTTP: a server span for each exchange, in it a client
 * span for each attempt. What was said in a conversation is never sent.
 */
export function createExporter(options: ExporterOptions): TelemetryExporter {
  const { endpoint, headers, version, interval, onResult } = options
  const at = (path: string) => ({
    url: `${endpoint.replace(/\/$/, '')}/v1/${path}`,
    headers: { ...headers },
    timeoutMillis: TIMEOUT,
  })
  const resource = resourceFromAttributes({
    [ATTR_SERVICE_NAME]: 'patchbay',
    [ATTR_SERVICE_VERSION]: version,
  })
  const spans = new TracerProvider({
    resource,
    spanProcessors: [
      new BatchSpanProcessor({
        exporter: telling(new OTLPTraceExporter(at('traces')), onResult),
        scheduledDelayMillis: interval,
        // A burst of requests is no reason to lose some.
        maxQueueSize: 20_000,
      }),
    ],
  })
  const meters = new MeterProvider({
    resource,
    readers: [
      new PeriodicExportingMetricReader({
        exporter: new OTLPMetricExporter(at('metrics')),
        exportIntervalMillis: METRICS_EVERY,
        exportTimeoutMillis: TIMEOUT,
      }),
    ],
  })
  const tracer = spans.getTracer('patchbay', version)
  const metrics = createMetrics(meters.getMeter('patchbay', version))

  return {
    record(exchange) {
      const { startedAt, durationMs } = exchange
      const root = tracer.startSpan(
        `${exchange.method} ${exchange.path}`,
        {
          kind: SpanKind.SERVER,
          startTime: startedAt,
          attributes: requestAttributes(exchange),
          root: true,
        },
        context.active(),
      )
      const inside = trace.setSpan(context.active(), root)
      for (const attempt of exchange.attempts) {
        const span = tracer.startSpan(
          `${operationOf(exchange)} ${attempt.modelId}`,
          {
            kind: SpanKind.CLIENT,
            startTime: attempt.startedAt,
            attributes: attemptAttributes(exchange, attempt),
          },
          inside,
        )
        if (attempt.errorCode) span.setStatus({ code: SpanStatusCode.ERROR, message: attempt.errorCode })
        span.end(attempt.startedAt + attempt.durationMs)
      }
      if (exchange.errorCode)
        root.setStatus({ code: SpanStatusCode.ERROR, message: exchange.errorMessage ?? exchange.errorCode })
      root.end(startedAt + durationMs)
      metrics(exchange)
    },
    async stop() {
      await Promise.allSettled([spans.shutdown(), meters.shutdown()])
    },
  }
}

/** An exporter whose failures are heard of: the library itself keeps them to a log of its own. */
function telling(exporter: SpanExporter, onResult: ExporterOptions['onResult']): SpanExporter {
  return {
    export(spans, done) {
      exporter.export(spans, result => {
        onResult(result.code === 0 ? undefined : (result.error?.message ?? 'the collector refused it'))
        done(result)
      })
    },
    shutdown: () => exporter.shutdown(),
    forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve(),
  }
}
