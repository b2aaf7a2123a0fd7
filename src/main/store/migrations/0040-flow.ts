import { type Kysely, sql } from 'kysely'

/** Versions of the flow configuration, and what is derived from the issues' histories. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `create table flow_versions (
    id integer primary key,
    saved_at integer not null,
    author text,
    summary text not null,
    config text not null
  ) strict`,
  `create table change_statuses (
    value_id integer primary key references change_values (id) on delete cascade,
    status_id integer not null
  ) strict`,
  `create table issue_chunks (
    id integer primary key,
    version integer not null,
    packed blob not null
  ) strict`,
  'create index issue_chunks_by_version on issue_chunks (version)',
  'alter table issues add column derived_revision integer not null default 0',
  'create index issues_to_derive on issues (id) where derived_revision <> revision',
  // Which data sources name an issue is derived too; a new issue is to be derived anyway.
  ...['after insert on issue_sources', 'after update of active on issue_sources when old.active <> new.active'].map(
    (event, i) => `create trigger issue_sources_change_${i} ${event} begin
      update issues set revision = revision + 1 where id = new.issue_id and derived_revision = revision;
    end`,
  ),
  `create trigger issue_sources_change_2 after delete on issue_sources begin
    update issues set revision = revision + 1 where id = old.issue_id and derived_revision = revision;
  end`,
]
