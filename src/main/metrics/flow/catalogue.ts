import type { Database } from 'better-sqlite3'
import { foldName } from '../../../shared/model/flow.ts'

/** What issues refer to, as far as it decides which of them count and in which step they are. */
export interface Catalogue {
  /** Names by row id, as `foldName` makes them. */
  readonly statusNames: ReadonlyMap<number, string>
  readonly typeNames: ReadonlyMap<number, string>
  /** Data sources that are active, of connections that are enabled and not removed. */
  readonly activeSources: ReadonlySet<number>
  /** Accounts of people the user made inactive. */
  readonly inactiveAccounts: ReadonlySet<number>
  /** Differs when anything of it does. */
  readonly mark: string
}

export function loadCatalogue(db: Database): Catalogue {
  const read = (sql: string) => db.prepare<[], string>(sql).pluck().get() ?? '[]'
  const texts = [namesOf('statuses'), namesOf('issue_types'), activeSources, inactiveAccounts].map(read)
  const [statuses = [], types = [], sources = [], accounts = []] = texts.map(
    (text): readonly (readonly [number, string])[] => JSON.parse(text),
  )
  const folded = (rows: readonly (readonly [number, string])[]) =>
    new Map(rows.map(([id, name]) => [id, foldName(name)]))
  return {
    statusNames: folded(statuses),
    typeNames: folded(types),
    activeSources: new Set(sources.map(([id]) => id)),
    inactiveAccounts: new Set(accounts.map(([id]) => id)),
    mark: texts.join('\n'),
  }
}

const namesOf = (table: string) => `select json_group_array(json_array(id, name) order by id) from ${table}`

const activeSources = `
  select json_group_array(json_array(s.id, '') order by s.id) from data_sources s
  join connections c on c.id = s.connection_id and c.enabled = 1 and c.removed_at is null where s.active = 1`

const inactiveAccounts = `
  select json_group_array(json_array(a.id, '') order by a.id) from identities person
  join accounts a on a.person_id = person.id where person.active = 0`
