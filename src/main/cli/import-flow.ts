import { readFile } from 'node:fs/promises'
import type { Client } from '../../shared/contract/client.ts'
import { WeirError } from '../../shared/contract/weir-error.ts'
import { describeChanges } from '../../shared/flow/describe-changes.ts'
import { isError } from '../../shared/flow/validate-flow-config.ts'
import type { FlowFigures, FlowImpact } from '../../shared/model/flow-mapping.ts'
import { formatCount, formatDuration, formatTable } from './format.ts'
import type { Terminal } from './terminal.ts'

export interface ImportOptions {
  readonly apply?: boolean
  readonly summary: string
}

/**
 * Tells what the flow mapping in a file would change, and saves it when asked to. Returns the exit code: 1 when it has errors.
 * @throws WeirError `settings.invalid` for a file that holds none.
 */
export async function importFlow(
  client: Client,
  file: string,
  { apply = false, summary }: ImportOptions,
  terminal: Terminal,
): Promise<number> {
  const text = file === '-' ? await terminal.readInput() : await readText(file)
  const { config, problems } = await client.request('flow.import', { text })
  const { inForce } = await client.request('flow.get')
  const changes = inForce ? describeChanges(inForce.config, config) : ['First flow mapping']
  for (const change of changes) terminal.out(change)
  if (changes.length === 0) terminal.out('Nothing differs from what is in force.')
  for (const { severity, message } of problems) terminal.err(`${severity}: ${message}`)
  for (const line of impactLines(await client.request('flow.preview', { config }))) terminal.out(line)
  if (problems.some(isError)) return 1
  if (!apply) {
    terminal.out('Nothing was saved. Give --apply to save it.')
    return 0
  }
  const baseRevision = inForce?.version.revision ?? 0
  const { revision } = await client.request('flow.save', { config, baseRevision, summary })
  terminal.out(`Saved as version ${revision}.`)
  return 0
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (cause) {
    throw new WeirError('settings.invalid', {
      hint: `${file} cannot be read. Check its path and that you may read it.`,
      cause,
    })
  }
}

function impactLines({ affected, issues, days, before, after }: FlowImpact): string[] {
  const row = (label: string, value: (figures: FlowFigures) => string) => [label, value(before), value(after)]
  return [
    '',
    `${formatCount(affected)} of ${formatCount(issues)} issues would have other steps, or another start or end.`,
    ...formatTable([
      [`Last ${days} days`, 'Now', 'Then'],
      row('Cycle time, median', figures => formatDuration(figures.cycleTimeMedianMs)),
      row('Cycle time, 85 % within', figures => formatDuration(figures.cycleTimeP85Ms)),
      row('Issues finished', figures => formatCount(figures.finished)),
      row('In progress now', figures => formatCount(figures.inProgress)),
      row('In unmapped statuses now', figures => formatCount(figures.unmapped)),
    ]),
    '',
  ]
}
