import type { Command } from 'commander'
import type { Client } from '../../shared/contract/client.ts'
import { jobLines } from './job-lines.ts'
import { steerAll, steerJob } from './steer-jobs.ts'
import type { Terminal } from './terminal.ts'

type WithClient = (work: (client: Client) => Promise<void>) => Promise<void>

const named = 'the connection’s name or id'

/** Adds the commands that show and steer jobs; they act on the Weir that runs, where one does. */
export function addJobCommands(program: Command, terminal: Terminal, withClient: WithClient): void {
  program
    .command('jobs')
    .description('shows what every job does and when it starts next')
    .option('--json', 'print the jobs as JSON')
    .action(({ json = false }: { json?: boolean }) =>
      withClient(async client => {
        const jobs = await client.request('jobs.list')
        if (json) return terminal.out(JSON.stringify(jobs, null, 2))
        for (const line of jobLines(jobs, Date.now())) terminal.out(line)
        const { held } = await client.request('orchestrator.status')
        if (held) terminal.out('Everything is paused: nothing starts until `weir resume --all`.')
      }),
    )

  const steering = {
    run: 'queues a sync in the running Weir; a paused one goes on',
    pause: 'pauses a sync at its next checkpoint, or takes it out of the queue',
    resume: 'lets a paused sync go on',
  } as const
  for (const verb of ['run', 'pause', 'resume'] as const) {
    const command = program
      .command(verb)
      .description(steering[verb])
      .argument('[connection]', named)
      .option('--all', 'all of them')
      .action((connection: string | undefined, { all = false }: { all?: boolean }) => {
        if ((connection !== undefined) === all) command.error('error: give a connection, or --all')
        return withClient(async client =>
          terminal.out(await (connection === undefined ? steerAll(client, verb) : steerJob(client, verb, connection))),
        )
      })
  }

  program
    .command('stop')
    .description('stops a sync at once; the next one goes on from its last checkpoint')
    .argument('<connection>', named)
    .action((connection: string) =>
      withClient(async client => terminal.out(await steerJob(client, 'stop', connection))),
    )
}
