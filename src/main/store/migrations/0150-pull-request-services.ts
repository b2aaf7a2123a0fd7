import { type Kysely, sql } from 'kysely'

/** Which services a pull request belongs to. Repositories with services are worked out again: theirs is not known yet. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // As with service_commits, the rows of a removed service go after it.
  `create table pull_request_services (
    pull_request_id integer not null references pull_requests (id) on delete cascade,
    repository_id integer not null references repositories (id) on delete cascade,
    service_id integer not null,
    primary key (pull_request_id, repository_id, service_id)
  ) strict, without rowid`,
  'create index pull_request_services_by_service on pull_request_services (repository_id, service_id)',
  'update repositories set changed_seq = changed_seq + 1 where id in (select repository_id from services)',
]
