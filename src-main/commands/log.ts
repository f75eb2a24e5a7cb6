import { existsSync, statSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import type { Filter } from '../core/log/filter.ts'
import { readFilter } from '../core/log/read-filter.ts'
import { SIDES } from '../core/log/recording.ts'
import type { Logged } from '../core/log/store.ts'
import { whyNoBodies } from '../core/log/why-no-bodies.ts'
import { openHome } from '../state/home.ts'
import type { ReaderOperations } from '../state/request-log/operations.ts'
import { openReader } from '../state/request-log/reader.ts'
import { followEnded } from './log-follow.ts'
import { logLine } from './log-line.ts'
import { logLines } from './log-lines.ts'
import { orComplain } from './or-complain.ts'
import { bold, columns, complain, print, printable, tell } from './terminal.ts'

interface Place {
  readonly home?: string
}

const OFTEN = 500

/** What to do where messages are not on disk. */
export const KEEP_LATER = '"log": { "bodies": "disk" } in the settings keeps those of later ones.'

/** Prints the newest exchanges that fit, oldest first, and then each one when it has ended, until it is interrupted. */
export const tailLog = (
  options: Place & { filter: string; lines: number; follow: boolean; json?: boolean },
): Promise<void> =>
  withLog(options, async reader => {
    const filter = checkedFilter(options.filter, options.lines)
    if (!filter) return
    const printAll = (exchanges: readonly Logged[]) => {
      for (const exchange of exchanges.toReversed())
        print(options.json ? JSON.stringify(exchange) : logLine(exchange, columns()))
    }
    const follower = followEnded(reader, filter)
    printAll(reader.find({ filter, limit: options.lines }))
    while (options.follow) {
      await wait(OFTEN)
      printAll(follower())
    }
  })

/** Prints all that is known of one exchange; with bodies those that were kept on disk. Ends with 1 where there is none. */
export const showExchange = (options: Place & { id: string; bodies?: boolean; json?: boolean }) =>
  withLog(options, reader => {
    const exchange = reader.get(options.id)
    if (!exchange) {
      tell(`There is no exchange "${options.id}" in the log. "patchbay log tail" prints the ids.`)
      process.exitCode = 1
      return
    }
    const messages = options.bodies ? reader.messages(options.id) : {}
    if (options.json) return print(JSON.stringify({ exchange, messages }, null, 2))
    for (const line of logLines(exchange)) print(line)
    if (options.bodies && Object.keys(messages).length === 0) tell(`${whyNoBodies(exchange)} ${KEEP_LATER}`)
    for (const side of SIDES) {
      const message = messages[side]
      if (!message) continue
      print(`\n${bold(side)} ${message.status ?? `${message.method ?? ''} ${message.url ?? ''}`}`)
      for (const [name, value] of Object.entries(message.headers)) print(`${name}: ${printable(value)}`)
      print(`\n${printable(message.text)}`)
    }
  })

/** The log of a home, for reading only: an app that runs goes on writing it. */
export const withLog = (
  { home }: Place,
  use: (reader: ReaderOperations) => Promise<void> | void,
): Promise<void> =>
  orComplain(async () => {
    const { exchangesFile } = openHome({ home, environment: process.env })
    if (!existsSync(exchangesFile) || statSync(exchangesFile).size === 0)
      return complain(`There is no log yet at ${exchangesFile}. Start Patchbay and send a request.`)
    let reader: ReaderOperations
    try {
      reader = openReader(exchangesFile)
    } catch (error) {
      return complain(
        `${exchangesFile} cannot be read (${String(error)}). Start Patchbay once: it sets a broken log aside, and brings an old one up to date.`,
      )
    }
    try {
      await use(reader)
    } finally {
      reader.close()
    }
  })

/** Says what of a filter and of `-n` means nothing, rather than to show what was not asked for. */
export function checkedFilter(text: string, count: number): Filter | undefined {
  const filter = readFilter(text, Date.now())
  const problems = filter.words.flatMap(({ problem }) => problem ?? [])
  if (Number.isNaN(count)) problems.unshift('How many (-n) is a whole number, as in -n 50.')
  if (problems.length === 0) return filter
  complain(problems.join('\n'))
  return undefined
}
