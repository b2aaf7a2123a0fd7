import { type Kysely, sql } from 'kysely'

/**
 * How a repository's commits are read, and why they are not. Connections to GitHub had a switch for a clone: without one, they are read
 * through the API from now on.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `alter table repositories add column history text not null default 'clone' check (history in ('clone', 'api', 'none'))`,
  `alter table repositories add column history_problem text check (history_problem in ('refused'))`,
  `update repositories set history = 'none' where origin is null
     and exists (select 1 from hosted_repositories h where h.data_source_id = repositories.data_source_id)
     and not exists (select 1 from commits c where c.repository_id = repositories.id)`,
  `update connections set settings = json_set(json_remove(settings, '$.clone'), '$.history',
     case when json_extract(settings, '$.clone') = 1 then 'clone' else 'api' end) where connector_id = 'github'`,
]
