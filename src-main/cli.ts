#!/usr/bin/env node
import { Command, Option } from 'commander'
import metadata from '../package.json' with { type: 'json' }
import { takesFilter } from './commands/filter-words.ts'
import { tooOld } from './commands/node-version.ts'
import { DIALECTS } from './core/conversation.ts'

/**
 * The headless front door. Each command loads only what it needs. Exit codes: 0 done, 1 the answer is no (an unknown name),
 * 2 something must be corrected first (settings, arguments, a taken port).
 */
const program = new Command('patchbay')
  .description('One address on localhost for every AI coding tool.')
  .version(metadata.version)
  .option(
    '--home <folder>',
    "where settings, keys and lists live (else PATCHBAY_HOME, else the platform's folders)",
  )
  .showHelpAfterError()
  .exitOverride(error => process.exit(error.exitCode === 0 ? 0 : 2))
  // Before a command is loaded: an old Node could not even do that.
  .hook('preAction', () => {
    const reason = tooOld(process.versions.node)
    if (reason === undefined) return
    process.stderr.write(`${reason}\n`)
    process.exit(2)
  })

const home = (): string | undefined => program.opts<{ home?: string }>().home
/** What is no whole number is none for the command, which says what it wants. */
const number = (text: string): number => (/^\d{1,9}$/.test(text) ? Number(text) : Number.NaN)

program
  .command('serve', { isDefault: false })
  .description('starts the proxy and the control page, and prints both addresses')
  .option('--port <number>', 'port of the proxy', number)
  .option('--control-port <number>', 'port of the control page', number)
  .option('--demo', 'adds the built-in demo provider, which needs no key')
  .option('--no-key', 'lets every program on this machine in, without the local key')
  .action(async options => (await import('./commands/serve.ts')).serve({ home: home(), ...options }))

program
  .command('resolve <name>')
  .description('prints what a name means, step by step, and what happens to a request')
  .addOption(
    new Option('--endpoint <dialect>', 'the endpoint that is called').choices(DIALECTS).default('chat'),
  )
  .option('--json', 'prints data')
  .option('--demo', 'adds the built-in demo provider')
  .action(async (name, options) =>
    (await import('./commands/resolve.ts')).printResolution({ home: home(), name, ...options }),
  )

program
  .command('models')
  .description('prints the catalog: every model and alias that can be called')
  .option('--json', 'prints data, as GET /v1/models gives it')
  .option('--refresh', 'fetches the lists anew')
  .option('--demo', 'adds the built-in demo provider')
  .action(async options => (await import('./commands/models.ts')).printModels({ home: home(), ...options }))

const alias = program.command('alias').description('the alias table')
alias
  .command('set <name> <targets...>')
  .description('makes a name, or a pattern with *, stand for a model id; several targets are tried in order')
  .action(async (name, targets) =>
    (await import('./commands/alias.ts')).setAlias({ home: home(), name, targets }),
  )
alias
  .command('rm <name>')
  .description('removes an alias')
  .action(async name => (await import('./commands/alias.ts')).removeAlias({ home: home(), name }))
alias
  .command('list')
  .description('prints the aliases in the order of the file')
  .option('--json', 'prints data')
  .action(async options => (await import('./commands/alias.ts')).listAliases({ home: home(), ...options }))

const key = program
  .command('key')
  .description("prints the local access key, for a client's token command")
  .action(async () => (await import('./commands/key.ts')).printKey({ home: home() }))
key
  .command('list')
  .description('prints the names of the local keys')
  .action(async () => (await import('./commands/key.ts')).listKeys({ home: home() }))
key
  .command('new <name> [providers...]')
  .description('makes a local key for one client, perhaps for some providers only, and prints it')
  .action(async (name, providers) =>
    (await import('./commands/key.ts')).newKey({ home: home(), name, providers }),
  )
key
  .command('revoke <name>')
  .description('takes a local key back')
  .action(async name => (await import('./commands/key.ts')).revokeKey({ home: home(), name }))
key
  .command('set <provider>')
  .description("reads a provider's key from standard input and stores it in the OS keychain")
  .action(async provider => (await import('./commands/key.ts')).storeKey({ home: home(), provider }))
key
  .command('forget <provider>')
  .description("removes a provider's key from the OS keychain")
  .action(async provider => (await import('./commands/key.ts')).forgetKey({ home: home(), provider }))

const log = program.command('log').description('the request log, also while the app runs')
takesFilter(log.command('tail [filter...]'))
  .description('prints the newest requests that fit, and each new one when it has ended; -word must not fit')
  .option('-n, --lines <number>', 'how many to begin with', number, 20)
  .option('--no-follow', 'ends after these')
  .option('--json', 'prints data, a line each')
  .action(async (filter, options) =>
    (await import('./commands/log.ts')).tailLog({ home: home(), filter: filter.join(' '), ...options }),
  )
log
  .command('show <id>')
  .description('prints what is known of one request')
  .option('--bodies', 'with what was sent and answered, where it was kept on disk')
  .option('--json', 'prints data')
  .action(async (id, options) =>
    (await import('./commands/log.ts')).showExchange({ home: home(), id, ...options }),
  )

takesFilter(log.command('export [filter...]'))
  .description('writes the newest requests that fit as one file; -word must not fit')
  .addOption(
    new Option('-f, --format <format>', 'HTTP Archive 1.2, JSON, or a page to read')
      .choices(['har', 'json', 'html'])
      .default('json'),
  )
  .option('-n, --limit <number>', 'how many at most', number, 1000)
  .option('-o, --output <file>', 'a new file; standard output where absent')
  .action(async (filter, options) =>
    (await import('./commands/log-export.ts')).exportExchanges({
      home: home(),
      filter: filter.join(' '),
      ...options,
    }),
  )

// Whoever read what is printed has enough of it, as `| head`: no fault, and nobody is left to print for.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.exit()
  })

await program.parseAsync()
