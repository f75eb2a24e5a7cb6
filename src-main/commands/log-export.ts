import { writeFile } from 'node:fs/promises'
import metadata from '../../package.json' with { type: 'json' }
import { exportLog } from '../app/log/export-log.ts'
import { secretHider } from '../core/log/hide-secrets.ts'
import { checkedFilter, withLog } from './log.ts'
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
    const file = await exportLog({
      all: reader.find({ filter, limit: options.limit }),
      format: options.format,
      held: {
        recording: () => undefined,
        shown: async id => ({ messages: reader.messages(id), media: [] }),
        // What is on disk has no credentials any more.
        hider: () => secretHider([]),
      },
      context: { version: metadata.version, at: Date.now(), proxyUrl: 'http://127.0.0.1:4224' },
    })
    if (options.output === undefined) return void process.stdout.write(file.text)
    try {
      await writeFile(options.output, file.text, { flag: 'wx' })
      tell(`Written to ${options.output}.`)
    } catch (error) {
      complain(`${options.output} was not written: ${error instanceof Error ? error.message : String(error)}`)
    }
  })
