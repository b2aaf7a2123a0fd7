import { type Kysely, sql } from 'kysely'

/**
 * How texts name the issues of a project, what the bodies of commit messages mention, and which commits a revert names. What commits
 * and pull requests name is read again under the keys as the issues have them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `create table issue_key_rules (
    project_id integer primary key references projects (id) on delete cascade,
    rule text not null,
    trying integer not null default 0,
    too_slow integer not null default 0,
    updated_at integer not null
  ) strict`,
  `create table commit_mentions (
    commit_id integer primary key references commits (id) on delete cascade,
    text text not null
  ) strict`,
  'alter table commit_marks add column reverts_sha blob',
  'alter table pull_requests add column named_revision integer not null default 0',
  'create index pull_requests_to_name on pull_requests (data_source_id) where named_revision <> revision',
]
