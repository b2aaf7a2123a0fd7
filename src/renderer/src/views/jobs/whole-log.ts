import type { Client } from '../../../../shared/contract/client.ts'
import type { RunLogEntry } from '../../../../shared/model/job.ts'
import type { LogFilter } from './use-run-log.ts'
import { withoutRepeats } from './without-repeats.ts'

const pageSize = 1000

/** Every matching entry of a run's log, newest first. What is written while it is read may be missing. */
export async function wholeLog(client: Pick<Client, 'request'>, filter: LogFilter): Promise<readonly RunLogEntry[]> {
  const entries: RunLogEntry[] = []
  let total = 0
  do {
    const page = await client.request('runs.log', { ...filter, offset: entries.length, limit: pageSize })
    entries.push(...page.rows)
    // Entries are only added: an empty page is the end, whatever was counted.
    total = page.rows.length === 0 ? 0 : page.total
  } while (entries.length < total)
  return withoutRepeats(entries)
}
