import { homedir } from 'node:os'
import { Command, InvalidArgumentError, Option } from 'commander'
import { createClient } from '../../shared/contract/client.ts'
import { Bucket } from '../../shared/model/metrics.ts'
import type { Lifetime } from '../ports.ts'
import { call, readCallInput } from './call.ts'
import { defaultDataFolder, openDataFolder } from './data-folder.ts'
import type { HeadlessOptions } from './headless-application.ts'
import { type HealthOptions, health } from './health.ts'
import { type DoraOptions, metricsDora } from './metrics.ts'
import { type OpenWeir, openWeir } from './open-weir.ts'
import { type ServeOptions, serve } from './serve.ts'
import { sync } from './sync.ts'
import type { Terminal } from './terminal.ts'

export interface ProgramOptions {
  readonly terminal: Terminal
  readonly entry: string
  readonly version: string
  /** Unlocks a vault sealed by a passphrase; also asks for such a vault. */
  readonly passphrase: string | null
  /** Told the data folder as soon as it is known, and the code to exit with when it is not 0. */
  readonly onDataFolder: (folder: string) => void
  readonly onExitCode: (code: number) => void
}

/** The command line's grammar, tied to its commands. */
export function createProgram({
  terminal,
  entry,
  version,
  passphrase,
  onDataFolder,
  onExitCode,
}: ProgramOptions): Command {
  const program = new Command('weir')
    .description('Delivery and flow metrics from your own repositories, on your own machine.')
    .version(version)
    .option('--data <folder>', 'the data folder; by default the desktop app’s')
    .exitOverride()
    .configureOutput({ writeOut: text => terminal.out(text.trimEnd()), writeErr: text => terminal.err(text.trimEnd()) })

  const headless = (lifetime: Lifetime, passphraseVault = false): HeadlessOptions => {
    const home = { platform: process.platform, env: process.env, folder: homedir() }
    const { data } = program.opts<{ data?: string }>()
    const dataFolder = openDataFolder(data ?? defaultDataFolder(home))
    onDataFolder(dataFolder)
    return { dataFolder, entry, version, lifetime, passphrase, passphraseVault: passphraseVault || passphrase !== null }
  }

  const withWeir = async (lifetime: Lifetime, work: (weir: OpenWeir) => Promise<void>) => {
    const weir = await openWeir(headless(lifetime))
    try {
      await work(weir)
    } finally {
      await weir.close()
    }
  }

  program
    .command('call')
    .description('calls one method and prints its answer as JSON; a fault goes to stderr, also as JSON')
    .argument('<method>', 'such as app.info')
    .argument('[json]', 'its input; - reads it from stdin')
    .action(async (method: string, json?: string) => {
      const input = await readCallInput(json, terminal)
      await withWeir('one-shot', weir => call(weir.transport, method, input, terminal))
    })

  program
    .command('sync')
    .description('syncs in the foreground; Ctrl-C pauses at the next checkpoint, a second one stops at once')
    .argument('[connection]', 'its name or id; by default every enabled one')
    .action((connection?: string) =>
      withWeir('foreground', async ({ transport }) =>
        onExitCode(await sync(createClient(transport), connection, terminal)),
      ),
    )

  program
    .command('metrics')
    .description('prints metrics')
    .command('dora')
    .description('deployment frequency and lead time of a period')
    .requiredOption('--from <day>', 'the first day, or an instant with its offset')
    .requiredOption('--to <day>', 'the last day, or the instant before which the period ends')
    .addOption(new Option('--bucket <length>', 'the length of a bucket').choices(Bucket.options).default('week'))
    .option('--repository <name>', 'a repository’s name, path or id; may be repeated', (one, all: string[] = []) => [
      ...all,
      one,
    ])
    .option('--include-bots', 'count the commits of bots too')
    .option('--json', 'print the answer as JSON')
    .action((options: DoraOptions) =>
      withWeir('one-shot', ({ transport }) => metricsDora(createClient(transport), options, terminal)),
    )

  program
    .command('health')
    .description('tells how everything is; exits with 1 when something is in error')
    .option('--check', 'check the whole database for damage first')
    .option('--json', 'print the answer as JSON')
    .action((options: HealthOptions) =>
      withWeir('one-shot', async ({ transport }) =>
        onExitCode(await health(createClient(transport), options, terminal)),
      ),
    )

  program
    .command('serve')
    .description('serves the app to a browser on this machine')
    .option('--port <number>', 'the port; 0 is any free one', parsePort)
    .option('--open', 'open the default browser')
    .option('--passphrase', 'seal credentials by a passphrase, asked for in the app or taken from WEIR_PASSPHRASE')
    .action(async (options: { port?: number; open?: boolean; passphrase?: boolean }) => {
      const choices: ServeOptions = { port: options.port ?? null, open: options.open ?? false }
      await serve(headless('resident', options.passphrase ?? false), choices, terminal)
    })

  return program
}

function parsePort(text: string): number {
  const port = Number(text)
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port
  throw new InvalidArgumentError('A port is a number from 0 to 65535.')
}
