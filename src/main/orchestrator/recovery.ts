import type { ReadonlyKysely } from 'kysely/readonly'
import type { JobId } from '../../shared/model/ids.ts'
import type { Database } from '../store/schema.ts'
import type { Ledger } from './ledger.ts'

/**
 * Ends the runs of jobs found RUNNING: their threads went with the application. A run ends at its last sign of life. Paused and
 * waiting jobs stay as they are.
 */
export async function recover(db: ReadonlyKysely<Database>, ledger: Ledger): Promise<void> {
  for (const job of await ledger.rows()) {
    if (job.status.state !== 'RUNNING') continue
    const at = Math.max(job.updatedAt, (await lastLogEntryAt(db, job.jobId)) ?? 0)
    await ledger.announce(job.jobId, await ledger.record(job, { type: 'interrupted' }, at))
  }
}

async function lastLogEntryAt(db: ReadonlyKysely<Database>, jobId: JobId): Promise<number | null> {
  const row = await db
    .selectFrom('run_log')
    .select('at')
    .where('run_id', '=', eb =>
      eb
        .selectFrom('runs')
        .select(({ fn }) => fn.max('id').as('id'))
        .where('job_id', '=', jobId),
    )
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.at ?? null
}
