import { setTimeout as delay } from 'node:timers/promises'
import type { Database } from 'better-sqlite3'

/** Rows per transaction: one or two milliseconds, so that another connection that wants to write hardly waits. */
const defaultRowsPerTransaction = 1_000
/** After so much writing a pause, so that a waiting connection, which looks every few milliseconds, gets its turn. */
const workMs = 5
const pauseMs = 2

/** Writes the rows in short transactions with pauses between them; what is committed stays when a later one fails. */
export async function writeInShortTransactions<Row>(
  db: Database,
  rows: readonly Row[],
  write: (rows: readonly Row[]) => void,
  rowsPerTransaction = defaultRowsPerTransaction,
): Promise<void> {
  let since = performance.now()
  for (let begin = 0; begin < rows.length; begin += rowsPerTransaction) {
    if (performance.now() - since >= workMs) {
      await delay(pauseMs)
      since = performance.now()
    }
    const part = rows.slice(begin, begin + rowsPerTransaction)
    db.transaction(() => write(part)).immediate()
  }
}
