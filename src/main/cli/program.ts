import { homedir } from 'node:os'
import { Command, InvalidArgumentError, Option } from 'commander'
import { type Client, createClient } from '../../shared/contract/client.ts'
import { Bucket } from '../../shared/model/metrics.ts'
import type { Lifetime } from '../ports.ts'
import { call, readCallInput } from './call.ts'
import { defaultDataFolder, openDataFolder } from './data-folder.ts'
import { databaseCommands, databaseInfo, workOnDatabase } from './database.ts'
import { addFlowCommands } from './flow-commands.ts'
import type { HeadlessOptions } from './headless-application.ts'
import { type HealthOptions, health } from './health.ts'
import { addJobCommands } from './job-commands.ts'
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

  const withWeir = async (lifetime: Lifetime, work: (weir: OpenWeir) => Promise<unknown>) => {
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

  const withClient = (work: (client: Client) => Promise<void>) =>
    withWeir('one-shot', ({ transport }) => work(createClient(transport)))
  addJobCommands(program, terminal, withClient)
  addFlowCommands(program, { terminal, withClient, onExitCode })

  program
    .command('metrics')
    .description('prints metrics')
    .command('dora')
    .description('deployment frequency and lead time of a period')
    .requiredOption('--from <day>', 'the first day, or an instant with its offset')
    .requiredOption('--to <day>', 'the last day, or the instant before which the period ends')
    .addOption(new Option('--bucket <length>', 'the length of a bucket').choices(Bucket.options).default('week'))
    .option('--repository <name>', 'a repository’s name, path or id; may be repeated', repeated)
    .option('--service <name>', 'a service’s name, alone or as repository/service; may be repeated', repeated)
    .option('--include-bots', 'count the commits of bots too')
    .option('--json', 'print the answer as JSON')
    .action((options: DoraOptions) =>
      withWeir('one-shot', ({ transport }) => metricsDora(createClient(transport), options, terminal)),
    )

  const onDatabase = (begin: (client: Client) => Promise<unknown>) =>
    withWeir('one-shot', async ({ transport }) => {
      const client = createClient(transport)
      onExitCode(await workOnDatabase(client, () => begin(client), terminal))
    })

  program
    .command('backup')
    .description('backs the database up inside the data folder')
    .action(() => onDatabase(databaseCommands.backUp))

  program
    .command('export')
    .description('writes the whole database, without credentials, to a new file')
    .argument('<path>', 'the file; nothing is overwritten')
    .action((path: string) => onDatabase(client => databaseCommands.export(client, path)))

  program
    .command('move')
    .description('moves the data folder; Weir finds it from now on by the one it left')
    .argument('<folder>', 'an empty or a new folder')
    .action(async (folder: string) => {
      let restarts = true
      await withWeir('one-shot', async ({ kind, transport }) => {
        const client = createClient(transport)
        onExitCode(await workOnDatabase(client, () => databaseCommands.move(client, folder), terminal))
        restarts = kind === 'running'
      })
      // One that runs opens the new folder by itself. The old copies are deleted only then.
      if (!restarts) await withWeir('one-shot', ({ transport }) => createClient(transport).request('database.info'))
    })

  const database = program.command('database').description('looks after the database')
  database
    .command('info')
    .description('prints its sizes, its last check and its backups')
    .option('--json', 'print the answer as JSON')
    .action((options: { json?: boolean }) =>
      withWeir('one-shot', ({ transport }) => databaseInfo(createClient(transport), options, terminal)),
    )
  database
    .command('check')
    .description('reads the whole database and says whether it is sound')
    .action(() => onDatabase(databaseCommands.check))
  database
    .command('compact')
    .description('gives the room of what was deleted back to the disk')
    .action(() => onDatabase(databaseCommands.compact))
  database
    .command('restore')
    .description('puts a backup in the place of the database, which becomes a backup itself')
    .argument('<name>', 'one of those that `weir database info` lists')
    .action((name: string) => onDatabase(client => databaseCommands.restore(client, name)))

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
      await serve(() => headless('resident', options.passphrase ?? false), choices, terminal)
    })

  return program
}

/** Collects an option that may be given several times. */
const repeated = (one: string, all: readonly string[] = []): readonly string[] => [...all, one]

function parsePort(text: string): number {
  const port = Number(text)
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port
  throw new InvalidArgumentError('A port is a number from 0 to 65535.')
}
