import type { ReadonlyKysely } from 'kysely/readonly'
import type { Database } from '../store/schema.ts'
import { type Probe, singleProbe } from './probe.ts'
import { judgeQueue } from './queue-health.ts'

/** Looks at who waits, for how long, and whether anything keeps the queue from moving on. */
export function queueProbe(db: ReadonlyKysely<Database>, now: () => number, monotonicNow: () => number): Probe {
  /** By the monotonic clock, which does not run while the machine sleeps: a lane that sleeps is not stuck. */
  let idleSince: number | null = null
  return singleProbe('queue', 'Queue', 30_000, async () => {
    const { held } = await db.selectFrom('orchestrator').select('held').executeTakeFirstOrThrow()
    const jobs = await db
      .selectFrom('jobs')
      .select(['state', 'queue_order', 'updated_at'])
      .where(({ eb, or }) => or([eb('state', '=', 'RUNNING'), eb('queue_order', 'is not', null)]))
      .execute()
    const waitingSince = jobs.filter(job => job.queue_order !== null).map(job => job.updated_at)
    const running = jobs.filter(job => job.state === 'RUNNING').length
    const idle = held === 0 && running === 0 && waitingSince.length > 0
    idleSince = idle ? (idleSince ?? monotonicNow()) : null
    const idleMs = idleSince === null ? 0 : monotonicNow() - idleSince
    return judgeQueue({ held: held === 1, running, waitingSince, idleMs }, now())
  })
}
