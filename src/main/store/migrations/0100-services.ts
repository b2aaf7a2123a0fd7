import { type Kysely, sql } from 'kysely'

/** Services: parts of a repository told apart by their paths, each with deployments of its own. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // What is derived for a service outlives it for a moment: its id is never given again.
  `create table services (
    id integer primary key autoincrement,
    repository_id integer not null references repositories (id) on delete cascade,
    name text not null,
    paths text not null,
    rule text,
    listed_for text,
    updated_at integer not null
  ) strict`,
  'create unique index services_by_name on services (repository_id, lower(name))',
  // Neither refers to its row: hundreds of thousands go with a service, a part at a time.
  `create table service_commits (
    service_id integer not null,
    commit_id integer not null,
    primary key (service_id, commit_id)
  ) strict, without rowid`,
]
