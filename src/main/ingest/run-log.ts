import type { Database } from 'better-sqlite3'
import type { RunId } from '../../shared/model/ids.ts'
import type { LogLevel } from '../../shared/model/job.ts'

export interface RunLog {
  /** Holds a line back until the next transaction writes it. */
  add(level: LogLevel, message: string): void
  /** Writes what is held back; inside the caller's transaction. Returns how many lines. They stay held until `settle`. */
  flush(): number
  /** The transaction was committed: what it wrote is held no more. */
  settle(): void
}

export interface RunLogOptions {
  readonly runId: RunId
  readonly redact: (text: string) => string
  readonly now: () => number
}

/** Lines held between two transactions; more than that is a connector gone wild. */
const mostHeld = 1_000

/** A run's log. Lines are redacted and cut, and go into the transaction of the page they belong to. */
export function createRunLog(db: Database, { runId, redact, now }: RunLogOptions): RunLog {
  const insert = db.prepare<[number, number, string, string]>(
    'insert into run_log (run_id, at, level, message) values (?, ?, ?, ?)',
  )
  let held: { readonly at: number; readonly level: LogLevel; readonly message: string }[] = []
  let dropped = 0

  return {
    add(level, message) {
      if (held.length < mostHeld) held.push({ at: now(), level, message: redact(message) })
      else dropped++
    },
    flush() {
      for (const line of held) insert.run(runId, line.at, line.level, line.message)
      if (dropped > 0) insert.run(runId, now(), 'warn', `${dropped} log lines were left out.`)
      return held.length
    },
    settle() {
      held = []
      dropped = 0
    },
  }
}
