import type { Database } from 'better-sqlite3'
import type { RunId } from '../../shared/model/ids.ts'
import type { Step } from './plan.ts'

/** What one page, or the end of a stream, adds to the run's record. */
export interface StreamCounts {
  readonly read: number
  readonly written: number
  readonly skipped: number
  readonly deleted: number
  readonly requests: number
  readonly waitedMs: number
  readonly bytes: number
  readonly activeMs: number
}

export interface RunStreams {
  /** Whether this run has completed the step already, before a pause. */
  isComplete(step: Step): boolean
  /** Makes the step's row, unless it is there from before a pause. */
  begin(step: Step): void
  add(step: Step, counts: StreamCounts): void
  complete(step: Step): void
}

interface Row {
  readonly position: number
  readonly data_source_id: number | null
  readonly stream: string
  complete: 0 | 1
}

/** A run's record, one row for each stream of each data source. All writing is inside the caller's transaction. */
export function createRunStreams(db: Database, runId: RunId): RunStreams {
  const insert = db.prepare<[number, number, string, string, number]>(
    `insert into run_streams (run_id, data_source_id, data_source_name, stream, position) values (?, ?, ?, ?, ?)`,
  )
  const add = db.prepare<number[]>(
    `update run_streams set read = read + ?, written = written + ?, skipped = skipped + ?, deleted = deleted + ?,
       requests = requests + ?, waited_ms = waited_ms + ?, bytes = bytes + ?, active_ms = active_ms + ? where run_id = ? and position = ?`,
  )
  const complete = db.prepare<[number, number]>('update run_streams set complete = 1 where run_id = ? and position = ?')
  const rows = db
    .prepare<[number], Row>('select position, data_source_id, stream, complete from run_streams where run_id = ?')
    .all(runId)
  const key = (sourceId: number | null, stream: string) => `${sourceId} ${stream}`
  const byStep = new Map(rows.map(row => [key(row.data_source_id, row.stream), row]))
  let nextPosition = Math.max(-1, ...rows.map(row => row.position)) + 1

  const rowOf = (step: Step) => byStep.get(key(step.source.id, step.stream.name))

  function begin(step: Step): Row {
    const existing = rowOf(step)
    if (existing) return existing
    const { source, stream } = step
    const row: Row = { position: nextPosition++, data_source_id: source.id, stream: stream.name, complete: 0 }
    insert.run(runId, source.id, source.name, stream.name, row.position)
    byStep.set(key(source.id, stream.name), row)
    return row
  }

  return {
    isComplete: step => rowOf(step)?.complete === 1,
    begin: step => void begin(step),
    add(step, { read, written, skipped, deleted, requests, waitedMs, bytes, activeMs }) {
      const { position } = begin(step)
      const wholeWaited = Math.round(waitedMs)
      const wholeActive = Math.round(activeMs)
      add.run(read, written, skipped, deleted, requests, wholeWaited, bytes, wholeActive, runId, position)
    },
    complete(step) {
      const row = begin(step)
      complete.run(runId, row.position)
      row.complete = 1
    },
  }
}
