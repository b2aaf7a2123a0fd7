import type { Database } from 'better-sqlite3'
import { createRemembered } from './remembered.ts'

type Value = string | number | null

export interface ListedWriter {
  /** Whether a row was written. `values` in the order of the columns. */
  write(externalId: string, values: readonly Value[]): boolean
  /** The row's id; one the tracker does not list gets an inactive row. */
  idOf(externalId: string, values: readonly Value[]): number
  remove(externalId: string): boolean
  /** How many active rows there are. */
  count(): number
  removeUnseen(seen: ReadonlySet<string>): number
}

/** Writes a list that belongs to a connection or a data source: `owner` names the column. */
export function createListedWriter(
  db: Database,
  table: string,
  {
    owner,
    ownerId,
    columns,
  }: { readonly owner: string; readonly ownerId: number; readonly columns: readonly string[] },
): ListedWriter {
  const names = [owner, 'external_id', ...columns, 'active']
  const marks = names.map(() => '?').join(', ')
  const set = [...columns, 'active'].map(column => `${column} = excluded.${column}`).join(', ')
  const differs = [...columns, 'active'].map(column => `${column} is not excluded.${column}`).join(' or ')
  const upsert = db.prepare<Value[]>(
    `insert into ${table} (${names.join(', ')}) values (${marks})
     on conflict (${owner}, external_id) do update set ${set} where ${differs}`,
  )
  const stub = db.prepare<Value[]>(`insert or ignore into ${table} (${names.join(', ')}) values (${marks})`)
  const find = db
    .prepare<[number, string], number>(`select id from ${table} where ${owner} = ? and external_id = ?`)
    .pluck()
  const active = db
    .prepare<[number], string>(`select external_id from ${table} where ${owner} = ? and active = 1`)
    .pluck()
  const count = db.prepare<[number], number>(`select count(*) from ${table} where ${owner} = ? and active = 1`).pluck()
  const deactivate = db.prepare<[number, string]>(
    `update ${table} set active = 0 where ${owner} = ? and external_id = ? and active = 1`,
  )
  const ids = createRemembered<number>()

  const load = (externalId: string) => {
    const id = ids.get(externalId) ?? find.get(ownerId, externalId)
    if (id !== undefined) ids.set(externalId, id)
    return id
  }

  return {
    write: (externalId, values) => upsert.run(ownerId, externalId, ...values, 1).changes > 0,
    idOf(externalId, values) {
      const known = load(externalId)
      if (known !== undefined) return known
      const { lastInsertRowid } = stub.run(ownerId, externalId, ...values, 0)
      const id = Number(lastInsertRowid)
      ids.set(externalId, id)
      return id
    },
    remove: externalId => deactivate.run(ownerId, externalId).changes > 0,
    count: () => count.get(ownerId) ?? 0,
    removeUnseen(seen) {
      const gone = active.all(ownerId).filter(externalId => !seen.has(externalId))
      for (const externalId of gone) deactivate.run(ownerId, externalId)
      return gone.length
    },
  }
}
