import { type Kysely, sql } from 'kysely'

/** What is derived from pull requests: everything questions about many of them need, packed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `create table pull_request_chunks (
    id integer primary key,
    version integer not null,
    packed blob not null
  ) strict`,
  'create index pull_request_chunks_by_version on pull_request_chunks (version)',
  'alter table pull_requests add column derived_revision integer not null default 0',
  'create index pull_requests_to_derive on pull_requests (id) where derived_revision <> revision',
]
