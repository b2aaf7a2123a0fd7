import type { Database } from 'better-sqlite3'
import type { RepositoryId } from '../../shared/model/ids.ts'

/** The repositories a query is about: the active ones among those asked for. */
export interface Selection {
  readonly names: ReadonlyMap<RepositoryId, string>
  /** Their ids as a JSON array, for `in (select value from json_each(?))`. */
  readonly ids: string
}

/** A repository is active when its data source is, and its connection is enabled and not removed. Null asks for all of them. */
export function selectRepositories(db: Database, repositoryIds: readonly RepositoryId[] | null): Selection {
  const wanted = repositoryIds && new Set(repositoryIds)
  const rows = db.prepare<[], { id: RepositoryId; name: string }>(activeRepositories).all()
  const names = new Map(rows.filter(({ id }) => !wanted || wanted.has(id)).map(({ id, name }) => [id, name]))
  return { names, ids: JSON.stringify([...names.keys()]) }
}

/** Ids of people whose commits are left out, as a JSON array: the inactive ones, and bots unless they are asked for. */
export function excludedPeople(db: Database, { includeBots }: { readonly includeBots: boolean }): string {
  const where = includeBots ? 'active = 0' : 'active = 0 or bot = 1'
  return JSON.stringify(db.prepare<[], number>(`select id from people where ${where}`).pluck().all())
}

const activeRepositories = `
  select r.id, s.name from repositories r
  join data_sources s on s.id = r.data_source_id and s.active = 1
  join connections c on c.id = s.connection_id and c.enabled = 1 and c.removed_at is null
  order by r.id`
