import type { Database } from 'better-sqlite3'
import { connectDatabase } from '../../src/main/store/connect.ts'
import type { JobId } from '../../src/shared/model/ids.ts'
import type { JobState } from '../../src/shared/model/job.ts'

/** A job's committed move from one state to another, and what stood beside it at that moment. */
export interface WitnessedMove {
  readonly id: number
  readonly jobId: JobId
  readonly before: JobState
  readonly after: JobState
  readonly fault: string | null
  /** Whether everything was paused. */
  readonly held: 0 | 1
  /** How many jobs were RUNNING, this one included. */
  readonly running: number
  /** Its place in the queue before, and the first one among the others that wait. */
  readonly place: number | null
  readonly firstOther: number | null
}

/** Sees every committed move of every job, whoever makes it: a trigger in the database itself. */
export interface JobWitness {
  /** The last move there was. */
  now(): number
  movesAfter(id: number): readonly WitnessedMove[]
  readonly db: Database
  close(): void
}

export function witnessJobs(databasePath: string): JobWitness {
  const writing = connectDatabase(databasePath)
  writing.exec(`
    create table witness (id integer primary key, jobId, before, after, fault, held, running, place, firstOther);
    create trigger witness_moves after update of state on jobs when old.state <> new.state begin
      insert into witness (jobId, before, after, fault, held, running, place, firstOther) values (
        new.id, old.state, new.state, json_extract(new.fault, '$.code'), (select held from orchestrator),
        (select count(*) from jobs where state = 'RUNNING'), old.queue_order,
        (select min(queue_order) from jobs where id <> new.id)
      );
    end`)
  writing.close()
  const db = connectDatabase(databasePath, { readonly: true })
  const last = db.prepare<[], number>('select coalesce(max(id), 0) from witness').pluck()
  const after = db.prepare<[number], WitnessedMove>('select * from witness where id > ? order by id')
  return { now: () => last.get() ?? 0, movesAfter: id => after.all(id), db, close: () => db.close() }
}
