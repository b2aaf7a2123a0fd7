import type { ReadonlyKysely } from 'kysely/readonly'
import type { JobId } from '../../shared/model/ids.ts'
import type { Clock } from '../ports.ts'
import type { Store } from '../store/open.ts'
import { writePatiently } from '../store/patient-write.ts'
import type { Database } from '../store/schema.ts'
import type { Ledger } from './ledger.ts'
import type { NewNotice } from './notices.ts'
import { readOrchestrator, setLastCycle } from './orchestrator-row.ts'

export interface RecoveryParts {
  readonly store: Pick<Store, 'db' | 'readonly'>
  readonly clock: Clock
}

/**
 * Ends the runs of jobs found RUNNING: their threads went with the application. A run ends at its last sign of life. Paused and
 * waiting jobs stay as they are. The first time ever, the cycles begin to count. Returns what the user should hear of.
 */
export async function recover({ store, clock }: RecoveryParts, ledger: Ledger): Promise<readonly NewNotice[]> {
  const { lastCycleAt } = await readOrchestrator(store.readonly)
  if (lastCycleAt === null) await writePatiently(store.db, trx => setLastCycle(trx, clock.now()))
  const notices: NewNotice[] = []
  for (const job of await ledger.rows()) {
    if (job.status.state !== 'RUNNING') continue
    const at = Math.max(job.updatedAt, (await lastLogEntryAt(store.readonly, job.jobId)) ?? 0)
    const recorded = await ledger.record(job, { type: 'interrupted' }, at)
    const [after] = await ledger.rows(job.jobId)
    const fault = after?.status.fault ?? null
    if (fault?.code === 'run.interrupted')
      notices.push({ kind: 'interrupted', jobId: job.jobId, runId: recorded.runId, fault, at })
    await ledger.announce([recorded])
  }
  return notices
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
