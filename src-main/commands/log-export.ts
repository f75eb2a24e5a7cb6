import { writeFile } from 'node:fs/promises'
import metadata from '../../package.json' with { type: 'json' }
import { exportLog } from '../app/log/export-log.ts'
import { secretHider } from '../core/log/hide-secrets.ts'
import { checkedFilter, KEEP_LATER, withLog } from './log.ts'
import { complain, tell } from './terminal.ts'

/** Writes the newest exchanges that fit as one file, or to standard output. Bodies are in it where they were kept on disk. */
export const exportExchanges = (options: {
  home?: string
  filter: string
  format: 'har' | 'json' | 'html'
  limit: number
  output?: string
}): Promise<void> =>
  withLog(options, async reader => {
    const filter = checkedFilter(options.filter, options.limit)
    if (!filter) return
    const all = reader.find({ filter, limit: options.limit })
    let bare = 0
    const file = await exportLog({
      all,
      format: options.format,
      held: {
        recording: () => undefined,
        async shown(id) {
          const messages = reader.messages(id)
          if (Object.keys(messages).length === 0) bare++
          return { messages, media: [] }
        },
        // What is on disk has no credentials any more.
        hider: () => secretHider([]),
      },
      context: { version: metadata.version, at: Date.now(), proxyUrl: 'http://127.0.0.1:4224' },
    })
    if (bare > 0)
      tell(
        `${bare} of ${all.length} requests stand there without headers and bodies: none are on disk. ${KEEP_LATER} Those in memory are in what the Log page exports.`,
      )
    if (options.output === undefined) return void process.stdout.write(file.text)
    try {
      await writeFile(options.output, file.text, { flag: 'wx' })
      tell(`Written to ${options.output}.`)
    } catch (error) {
      complain(`${options.output} was not written: ${error instanceof Error ? error.message : String(error)}`)
    }
  })
