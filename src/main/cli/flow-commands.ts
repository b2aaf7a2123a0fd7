import type { Command } from 'commander'
import type { Client } from '../../shared/contract/client.ts'
import { FlowVersionId } from '../../shared/model/ids.ts'
import { type ImportOptions, importFlow } from './import-flow.ts'
import type { Terminal } from './terminal.ts'

export interface FlowCommandParts {
  readonly terminal: Terminal
  readonly withClient: (work: (client: Client) => Promise<void>) => Promise<void>
  readonly onExitCode: (code: number) => void
}

/** Adds the commands that carry the flow mapping from one Weir to another. */
export function addFlowCommands(program: Command, { terminal, withClient, onExitCode }: FlowCommandParts): void {
  const flow = program.command('flow').description('carries the flow mapping from one Weir to another')
  flow
    .command('export')
    .description('prints the flow mapping as JSON, for `weir flow import`')
    .option('--revision <number>', 'an earlier version of it')
    .action(({ revision: wanted }: { revision?: string }) =>
      withClient(async client => {
        const revision = wanted === undefined ? null : FlowVersionId.safeParse(Number(wanted)).data
        if (revision === undefined) return flow.error(`error: ${wanted} is no number of a version`)
        terminal.out((await client.request('flow.export', { revision })).text.trimEnd())
      }),
    )
  flow
    .command('import')
    .description('tells what a flow mapping would change; exits with 1 when it cannot be used')
    .argument('<file>', 'what `weir flow export` printed; - reads it from stdin')
    .option('--apply', 'save it')
    .option('--summary <text>', 'what it is for, kept with the version', '')
    .action((file: string, options: ImportOptions) =>
      withClient(async client => onExitCode(await importFlow(client, file, options, terminal))),
    )
}
