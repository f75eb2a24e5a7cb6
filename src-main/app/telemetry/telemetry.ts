import type { Exchange } from '../../core/exchange.ts'
import type { Settings } from '../../core/routing/settings.ts'
import type { Secrets } from '../../state/secrets.ts'
import { readKeyReference } from '../../upstream/providers/index.ts'
import type { TelemetryExporter } from './exporter.ts'

/** Tells the user's own collector of each exchange, if the settings name one; otherwise it does nothing and loads nothing. */
export interface Telemetry {
  /** Never throws and never waits. */
  record(exchange: Exchange): void
  /** Why the collector has not got what was sent last, as a sentence; undefined while there is nothing to tell. */
  problem(): string | undefined
  /** Sends what has gathered, and ends. */
  stop(): Promise<void>
}

/** Milliseconds between two sendings. */
const INTERVAL = 5_000

/** Follows `log.otlp` of the settings: on, off, or to another place with the next exchange. */
export function followTelemetry(options: {
  readonly settings: () => Settings
  /** Gives the way to stop. */
  readonly onSettingsChange: (listener: () => void) => () => void
  readonly secrets: Pick<Secrets, 'read'>
  readonly version: string
  readonly log: (line: string) => void
  readonly interval?: number
}): Telemetry {
  const { settings, onSettingsChange, secrets, version, log, interval = INTERVAL } = options
  let wanted: string | undefined
  let problem: string | undefined
  let exporter: Promise<TelemetryExporter | undefined> | undefined

  const start = async (): Promise<TelemetryExporter | undefined> => {
    const { otlp } = settings().log
    if (!otlp) return undefined
    const own = wanted
    const tell = (words: string | undefined) => {
      // What is heard of a collector that was replaced is no problem any more.
      if (own === wanted) problem = words
      log(words ?? `The collector at ${otlp.endpoint} takes spans again.`)
    }
    const key = await secrets.read({ id: 'otlp', key: readKeyReference(otlp.key) })
    if (!key.ok) {
      tell(`Nothing is sent to the collector at ${otlp.endpoint}: ${key.reason}`)
      return undefined
    }
    const { createExporter } = await import('./exporter.ts')
    return createExporter({
      endpoint: otlp.endpoint,
      headers: key.value === undefined ? {} : { authorization: `Bearer ${key.value}` },
      version,
      interval,
      onResult: oncePerChange(words =>
        tell(words && `The collector at ${otlp.endpoint} did not take the spans: ${words}`),
      ),
    })
  }
  const look = () => {
    const now = JSON.stringify(settings().log.otlp)
    if (now === wanted) return
    wanted = now
    problem = undefined
    const last = exporter
    exporter =
      now === undefined
        ? undefined
        : start().catch((error: unknown) => {
            log(`Nothing is sent to the collector: ${String(error)}`)
            return undefined
          })
    // A collector that is slow to say goodbye holds nobody up.
    void last?.then(old => old?.stop())
  }
  const unlisten = onSettingsChange(look)
  look()

  return {
    record(exchange) {
      void exporter?.then(ready => ready?.record(exchange))
    },
    problem: () => problem,
    async stop() {
      unlisten()
      await (await exporter)?.stop()
    },
  }
}

/** Hands a result on only where it differs from the last one; the first one that works is no news. */
function oncePerChange(tell: (problem: string | undefined) => void): (problem: string | undefined) => void {
  let last: string | undefined
  return problem => {
    if (problem !== last) tell(problem)
    last = problem
  }
}
