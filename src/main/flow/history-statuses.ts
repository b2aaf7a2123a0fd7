import type { Database } from 'better-sqlite3'
import { foldName } from '../../shared/model/flow.ts'
import { writeInShortTransactions } from '../store/write/short-transactions.ts'

/** The field of a history that tells the status. */
export const statusField = 'status'

/** A value the status field of a connection's histories has had. */
interface StatusValue {
  readonly id: number
  readonly connectionId: number
  readonly key: string
  readonly label: string
}

interface StatusRow {
  readonly id: number
  readonly connectionId: number
  readonly externalId: string
  readonly name: string
}

interface Resolution {
  /** Status row ids by value id. */
  readonly found: ReadonlyMap<number, number>
  readonly missing: readonly { readonly connectionId: number; readonly externalId: string; readonly name: string }[]
}

/**
 * Makes out which status each value of the histories is: the one with its id, else (where the history has no ids) the one of its
 * name, else a row that is added as known from the history alone. Issues whose history reads differently now become stale.
 * Returns whether statuses were added.
 */
export async function settleHistoryStatuses(db: Database): Promise<boolean> {
  const before = db.transaction(() => ({ resolution: resolve(db), stored: storedResolution(db) }))()
  const { found, missing } = before.resolution
  if (missing.length === 0 && sameMap(found, before.stored)) return false
  const moved = [...found].filter(([value, status]) => (before.stored.get(value) ?? status) !== status)
  if (moved.length > 0) await markStale(db, new Set(moved.map(([value]) => value)))
  return db
    .transaction(() => {
      const add = db.prepare<[number, string, string]>(
        `insert or ignore into statuses (connection_id, external_id, name, category, active) values (?, ?, ?, 'unknown', 0)`,
      )
      for (const { connectionId, externalId, name } of missing) add.run(connectionId, externalId, name)
      const write = db.prepare<[number, number]>(
        'insert or replace into change_statuses (value_id, status_id) values (?, ?)',
      )
      for (const [value, status] of resolve(db).found) if (before.stored.get(value) !== status) write.run(value, status)
      return missing.length > 0
    })
    .immediate()
}

function resolve(db: Database): Resolution {
  const statuses = db.prepare<[], StatusRow>(allStatuses).all()
  const byKey = new Map(statuses.map(status => [`${status.connectionId} ${status.externalId}`, status.id]))
  const byName = new Map(statuses.map(status => [`${status.connectionId} ${foldName(status.name)}`, status.id]))
  const found = new Map<number, number>()
  const missing = new Map<string, Resolution['missing'][number]>()
  for (const { id, connectionId, key, label } of db.prepare<[string], StatusValue>(allValues).all(statusField)) {
    const externalId = key === '' ? `name:${foldName(label)}` : key
    const known =
      key === '' ? byName.get(`${connectionId} ${foldName(label)}`) : byKey.get(`${connectionId} ${externalId}`)
    if (known !== undefined) found.set(id, known)
    else missing.set(`${connectionId} ${externalId}`, { connectionId, externalId, name: label === '' ? key : label })
  }
  return { found, missing: [...missing.values()] }
}

/** Which status each value of the histories is, as it was last made out. */
export function storedResolution(db: Database): ReadonlyMap<number, number> {
  return new Map(db.prepare<[], [number, number]>('select value_id, status_id from change_statuses').raw().all())
}

const sameMap = (a: ReadonlyMap<number, number>, b: ReadonlyMap<number, number>) =>
  a.size === b.size && [...a].every(([key, value]) => b.get(key) === value)

async function markStale(db: Database, values: ReadonlySet<number>): Promise<void> {
  const ids = db
    .prepare<[string], number>(issuesWithValues)
    .pluck()
    .all(JSON.stringify([...values]))
  const mark = db.prepare<[string]>(
    `update issues set revision = revision + 1
     where derived_revision = revision and id in (select value from json_each(?))`,
  )
  await writeInShortTransactions(db, ids, part => mark.run(JSON.stringify(part)), 500)
}

const issuesWithValues = `
  with wanted (id) as materialized (select value from json_each(?))
  select distinct issue_id from issue_changes where from_id in wanted or to_id in wanted`

/** Of equal names the one that is listed counts, then the oldest: what comes later overwrites. */
const allStatuses = `
  select id, connection_id as connectionId, external_id as externalId, name from statuses order by active, id desc`

/** In order of their making: a status that was renamed has its last name. */
const allValues = `
  select v.id, f.connection_id as connectionId, v.key, v.label
  from change_fields f join change_values v on v.field_id = f.id where f.external_id = ? order by v.id`
