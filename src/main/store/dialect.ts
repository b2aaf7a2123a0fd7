import type { Database } from 'better-sqlite3'
import { Kysely, type LogConfig, SqliteAdapter, SqliteDialect } from 'kysely'
import type { Logger } from '../ports.ts'

/** SQLite rolls schema changes back with their transaction; kysely's own adapter does without. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl() {
    return true
  }
}

class WeirDialect extends SqliteDialect {
  override createAdapter() {
    return new TransactionalAdapter()
  }
}

const slowMs = 100

/** Kysely over an open connection. Queries over 100 ms are logged, without their parameters. */
export function kyselyOver<Tables>(database: Database, logger: Logger): Kysely<Tables> {
  const log: LogConfig = event => {
    if (event.level !== 'query' || event.queryDurationMillis <= slowMs) return
    logger.warn('A slow query', { sql: event.query.sql, ms: Math.round(event.queryDurationMillis) })
  }
  return new Kysely<Tables>({ dialect: new WeirDialect({ database }), log })
}
