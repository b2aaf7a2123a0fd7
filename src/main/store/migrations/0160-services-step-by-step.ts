import { type Kysely, sql } from 'kysely'

/**
 * What is new of a repository with services can be derived alone too: which commits each service's deployments hold, whether or not they touch
 * it, and which commits it was found to be touched by since. What was derived before knows neither.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `create table shipped_commits (
    repository_id integer not null references repositories (id) on delete cascade,
    service_id integer not null,
    packed blob not null,
    primary key (repository_id, service_id)
  ) strict`,
  // Like the rows it notes, it outlives a service for a moment.
  `create table service_changes (
    id integer primary key autoincrement,
    service_id integer not null,
    commit_id integer not null,
    unique (service_id, commit_id)
  ) strict`,
  'delete from derivations',
]
