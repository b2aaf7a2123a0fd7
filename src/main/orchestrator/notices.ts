import type { Kysely } from 'kysely'
import type { ReadonlyKysely } from 'kysely/readonly'
import type { Fault } from '../../shared/contract/faults.ts'
import type { JobId, NoticeId, RunId } from '../../shared/model/ids.ts'
import { Notice, type NoticeKind } from '../../shared/model/orchestrator.ts'
import { writePatiently } from '../store/patient-write.ts'
import type { Database } from '../store/schema.ts'
import { parseFault } from './runs.ts'

/** The most that are shown, and kept unseen. */
const shownAtMost = 50

export interface NewNotice {
  readonly kind: NoticeKind
  readonly jobId: JobId
  readonly runId: RunId | null
  readonly fault: Fault | null
  readonly at: number
}

/** What the user has not seen yet, newest first. Those of removed connections are left out. */
export async function listNotices(db: ReadonlyKysely<Database>): Promise<Notice[]> {
  const rows = await visibleNotices(db)
    .where('seen_at', 'is', null)
    .orderBy('notices.id', 'desc')
    .limit(shownAtMost)
    .execute()
  return rows.map(toNotice)
}

/**
 * Keeps notices until they are seen. One that only repeats an unseen one of its connection (same kind, same fault) replaces it,
 * so that a server that is down all night leaves one. Returns those that are news.
 */
export async function addNotices(db: Kysely<Database>, wanted: readonly NewNotice[]): Promise<Notice[]> {
  if (wanted.length === 0) return []
  const ids = await writePatiently(db, async trx => {
    const added: number[] = []
    for (const notice of wanted) {
      const { connection_id } = await trx
        .selectFrom('jobs')
        .select('connection_id')
        .where('id', '=', notice.jobId)
        .executeTakeFirstOrThrow()
      const same = await trx
        .selectFrom('notices')
        .select(['id', 'fault'])
        .where('connection_id', '=', connection_id)
        .where('kind', '=', notice.kind)
        .where('seen_at', 'is', null)
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirst()
      const row = {
        at: notice.at,
        kind: notice.kind,
        connection_id,
        run_id: notice.runId,
        fault: notice.fault && JSON.stringify(notice.fault),
      }
      if (same && parseFault(same.fault)?.code === notice.fault?.code) {
        await trx.updateTable('notices').set(row).where('id', '=', same.id).execute()
      } else {
        const { id } = await trx.insertInto('notices').values(row).returning('id').executeTakeFirstOrThrow()
        added.push(id)
      }
    }
    return added
  })
  if (ids.length === 0) return []
  const rows = await visibleNotices(db).where('notices.id', 'in', ids).orderBy('notices.id').execute()
  return rows.map(toNotice)
}

/** A job's notices of what went wrong are over. Returns whether there were any unseen. */
export async function settleNotices(db: Kysely<Database>, jobId: JobId, now: number): Promise<boolean> {
  const unseen = db
    .selectFrom('notices')
    .innerJoin('jobs', 'jobs.connection_id', 'notices.connection_id')
    .where('jobs.id', '=', jobId)
    .where('notices.kind', '!=', 'finished')
    .where('notices.seen_at', 'is', null)
    .select('notices.id')
  if (!(await unseen.limit(1).executeTakeFirst())) return false
  await writePatiently(db, trx => trx.updateTable('notices').set({ seen_at: now }).where('id', 'in', unseen).execute())
  return true
}

/** The user has seen these. */
export async function dismissNotices(db: Kysely<Database>, noticeIds: readonly NoticeId[], now: number): Promise<void> {
  if (noticeIds.length === 0) return
  await writePatiently(db, trx =>
    trx
      .updateTable('notices')
      .set({ seen_at: now })
      .where('id', 'in', noticeIds)
      .where('seen_at', 'is', null)
      .execute(),
  )
}

function visibleNotices(db: ReadonlyKysely<Database> | Kysely<Database>) {
  return (db as ReadonlyKysely<Database>)
    .selectFrom('notices')
    .innerJoin('connections', 'connections.id', 'notices.connection_id')
    .innerJoin('jobs', 'jobs.connection_id', 'notices.connection_id')
    .where('connections.removed_at', 'is', null)
    .selectAll('notices')
    .select(['connections.name as connection_name', 'jobs.id as job_id'])
}

const toNotice = (row: {
  readonly id: number
  readonly at: number
  readonly kind: string
  readonly connection_id: number
  readonly connection_name: string
  readonly job_id: number
  readonly run_id: number | null
  readonly fault: string | null
}): Notice =>
  Notice.parse({
    id: row.id,
    at: row.at,
    kind: row.kind,
    connectionId: row.connection_id,
    connectionName: row.connection_name,
    jobId: row.job_id,
    runId: row.run_id,
    fault: parseFault(row.fault),
  })
