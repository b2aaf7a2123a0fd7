import type { Database } from 'better-sqlite3'

export type Cell = string | number | Buffer | null

export interface Put {
  readonly id: number
  readonly isNew: boolean
}

export interface HostedWriter {
  /**
   * Makes the row say what `cells` gives, in the order of the columns. Null when it says so already: it was active with this hash.
   * What belongs to a row whose hash has not changed need not be written either: then `cells` is not asked.
   */
  put(externalId: string, hash: Buffer, cells: () => readonly Cell[]): Put | 'same' | 'reactivated'
  remove(externalId: string): boolean
  count(): number
  missing(externalIds: readonly string[]): readonly string[]
  removeUnseen(seen: ReadonlySet<string>): number
}

interface Stored {
  readonly id: number
  readonly content_hash: Buffer
  readonly active: 0 | 1
}

export interface HostedWriterOptions {
  readonly dataSourceId: number
  readonly columns: readonly string[]
  /** Counts the column `revision` up with every change. */
  readonly revised?: boolean
}

/** Writes a table of rows that belong to a data source and have an external id, a hash of their content and a state. */
export function createHostedWriter(
  db: Database,
  table: string,
  { dataSourceId, columns, revised = false }: HostedWriterOptions,
): HostedWriter {
  const names = ['data_source_id', 'external_id', ...columns, 'content_hash', 'active']
  const find = db.prepare<[number, string], Stored>(
    `select id, content_hash, active from ${table} where data_source_id = ? and external_id = ?`,
  )
  const insert = db.prepare<Cell[]>(
    `insert into ${table} (${names.join(', ')}) values (${names.map(() => '?').join(', ')})`,
  )
  const set = [...columns, 'content_hash'].map(column => `${column} = ?`)
  const revision = revised ? ['revision = revision + 1'] : []
  const update = db.prepare<Cell[]>(
    `update ${table} set ${[...set, 'active = 1', ...revision].join(', ')} where id = ?`,
  )
  const activate = db.prepare<[number]>(`update ${table} set ${['active = 1', ...revision].join(', ')} where id = ?`)
  const deactivate = db.prepare<[number, string]>(
    `update ${table} set ${['active = 0', ...revision].join(', ')} where data_source_id = ? and external_id = ? and active = 1`,
  )
  const active = db
    .prepare<[number], string>(`select external_id from ${table} where data_source_id = ? and active = 1`)
    .pluck()
  const count = db
    .prepare<[number], number>(`select count(*) from ${table} where data_source_id = ? and active = 1`)
    .pluck()

  return {
    put(externalId, hash, cells) {
      const stored = find.get(dataSourceId, externalId)
      if (stored?.content_hash.equals(hash)) {
        if (stored.active === 1) return 'same'
        activate.run(stored.id)
        return 'reactivated'
      }
      if (stored) {
        update.run(...cells(), hash, stored.id)
        return { id: stored.id, isNew: false }
      }
      const { lastInsertRowid } = insert.run(dataSourceId, externalId, ...cells(), hash, 1)
      return { id: Number(lastInsertRowid), isNew: true }
    },
    remove: externalId => deactivate.run(dataSourceId, externalId).changes > 0,
    count: () => count.get(dataSourceId) ?? 0,
    missing: externalIds => externalIds.filter(externalId => find.get(dataSourceId, externalId)?.active !== 1),
    removeUnseen(seen) {
      const gone = active.all(dataSourceId).filter(externalId => !seen.has(externalId))
      for (const externalId of gone) deactivate.run(dataSourceId, externalId)
      return gone.length
    },
  }
}
