import { type Kysely, sql } from 'kysely'

/**
 * What deployments were last made from, and what has changed since, so that what is new can be derived alone. New rows are told by their
 * ids; changed ones of a code host are noted; whatever changes the past of a repository counts `changed_seq` up without `appended_seq`,
 * and all of it is derived again.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

/** Notes rows of a code host that were written before and have changed. */
const note = (table: string, changed: string) => `
  create trigger ${table}_note after update of ${changed} on ${table} begin
    insert or replace into hosted_changes (table_name, row_id, data_source_id) values ('${table}', new.id, new.data_source_id);
  end`

/** Tells a repository that its past has changed. */
const tell = (table: string, columns: readonly string[]) => `
  create trigger ${table}_tell after update of ${columns.join(', ')} on ${table}
  when ${columns.map(column => `old.${column} is not new.${column}`).join(' or ')} begin
    update repositories set changed_seq = changed_seq + 1 where id = new.repository_id;
  end`

const statements = [
  'alter table repositories add column appended_seq integer not null default 0',
  `create table derivations (
    repository_id integer primary key references repositories (id) on delete cascade,
    made_from text not null
  ) strict`,
  // A row noted again gets another id: what was read before is told from what came meanwhile.
  `create table hosted_changes (
    id integer primary key autoincrement,
    table_name text not null,
    row_id integer not null,
    data_source_id integer not null references data_sources (id) on delete cascade,
    unique (table_name, row_id)
  ) strict`,
  'create index hosted_changes_by_source on hosted_changes (data_source_id, table_name)',
  note('pull_requests', 'revision, active, content_hash'),
  note('releases', 'active, content_hash'),
  note('hosted_deployments', 'active, content_hash'),
  note('workflow_runs', 'active, content_hash'),
  tell('commits', ['active', 'authored_at', 'committed_at', 'parents']),
  tell('tags', ['active', 'commit_id', 'annotated', 'tagged_at']),
  `create trigger hosted_tags_tell after update of active, commit_sha on hosted_tags
  when old.active is not new.active or old.commit_sha is not new.commit_sha begin
    update repositories set changed_seq = changed_seq + 1 where id in (
      select r.id from hosted_repositories h join repositories r on r.origin = h.location or r.data_source_id = h.data_source_id
      where h.data_source_id = new.data_source_id);
  end`,
]
