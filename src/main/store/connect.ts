import BetterSqlite3 from 'better-sqlite3'

export interface ConnectOptions {
  /** A connection that cannot write; the file must exist. */
  readonly readonly?: boolean
  /**
   * The main process's: it must never be held up, so moving the log into the database (80 ms and more) is left to the others. Secrets are
   * its alone, so what it deletes is overwritten.
   */
  readonly prompt?: boolean
}

/** How long a statement waits for another connection's transaction before it fails with SQLITE_BUSY. */
const busyTimeoutMs = 10_000

/**
 * Opens one connection to Weir's database, as every thread does. Not memory-mapped: a disk error under a mapping kills the
 * process, under `read` it is a fault. Throws SQLite's own errors: `storeFault` tells what they mean.
 */
export function connectDatabase(path: string, options: ConnectOptions = {}): BetterSqlite3.Database {
  const readonly = options.readonly ?? false
  const database = new BetterSqlite3(path, { readonly, fileMustExist: readonly, timeout: busyTimeoutMs })
  try {
    for (const pragma of [...shared, ...(readonly ? reading : writing)]) database.pragma(pragma)
    if (options.prompt) for (const pragma of ofMainProcess) database.pragma(pragma)
  } catch (error) {
    database.close()
    throw error
  }
  return database
}

const shared = [
  'foreign_keys = on',
  'cell_size_check = on',
  'trusted_schema = off',
  'temp_store = memory',
  'mmap_size = 0',
]

const reading = ['cache_size = -32768']

/**
 * A cache of 16 MB: two such threads work at a time, and twice as much saves a first load nothing, for what it writes it hardly reads
 * again. A checkpoint per 32 MB of log: a first load commits about 3 MB at a time.
 */
const writing = [
  'cache_size = -16384',
  'journal_mode = wal',
  'synchronous = normal',
  'wal_autocheckpoint = 8192',
  'journal_size_limit = 67108864',
]

/** The log is moved only when the threads have not come to it for long: at 128 MB. */
const ofMainProcess = ['wal_autocheckpoint = 32768', 'secure_delete = on']
