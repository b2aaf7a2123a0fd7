import type { Database } from 'better-sqlite3'
import type { WorkflowRunEntity } from '../../../shared/model/code-entities.ts'
import type { AccountWriter } from './account-writer.ts'
import { hashOfEntity } from './entity-hash.ts'
import { createHostedWriter } from './hosted-writer.ts'
import { createRowBatch } from './row-batch.ts'
import { shaBlob } from './sha.ts'

interface Parts {
  readonly dataSourceId: number
  readonly accounts: AccountWriter
  readonly nameId: (name: string) => number
}

const columns = [
  'name_id',
  'workflow_external_id',
  'path_id',
  'event_id',
  'branch_id',
  'sha',
  'status',
  'conclusion',
  'attempt',
  'actor_id',
  'created_at',
  'started_at',
  'updated_at',
]

/** Writes a data source's workflow runs with their jobs. */
export function createWorkflowRunWriter(db: Database, { dataSourceId, accounts, nameId }: Parts) {
  const rows = createHostedWriter(db, 'workflow_runs', { dataSourceId, columns })
  const clear = db.prepare<[number]>('delete from workflow_jobs where workflow_run_id = ?')
  const jobs = createRowBatch(
    db,
    'workflow_jobs (workflow_run_id, position, external_id, name_id, conclusion, started_at, completed_at)',
    7,
  )

  return {
    rows,
    flush: jobs.flush,
    write(run: WorkflowRunEntity): boolean {
      const put = rows.put(run.externalId, hashOfEntity(run), () => [
        nameId(run.name),
        run.workflowId,
        run.path === null ? null : nameId(run.path),
        nameId(run.event),
        run.branch === null ? null : nameId(run.branch),
        shaBlob(run.sha),
        run.status,
        run.conclusion,
        run.attempt,
        accounts.idOf(run.actor),
        run.createdAt,
        run.startedAt,
        run.updatedAt,
      ])
      if (put === 'same') return false
      if (put === 'reactivated') return true
      if (!put.isNew) {
        jobs.flush()
        clear.run(put.id)
      }
      for (const [position, job] of (run.jobs ?? []).entries()) {
        const { externalId, name, conclusion, startedAt, completedAt } = job
        jobs.add(put.id, position, externalId, nameId(name), conclusion, startedAt, completedAt)
      }
      return true
    },
  }
}
