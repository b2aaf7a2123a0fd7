import { type Kysely, sql } from 'kysely'

/** Issues with their history, and what they refer to. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

/** A list of the tracker's: one row per external id of the connection; `active` while the tracker lists it. */
const listed = (table: string, columns: string) => `create table ${table} (
    id integer primary key,
    connection_id integer not null references connections (id) on delete cascade,
    external_id text not null,
    name text not null,
    ${columns},
    active integer not null,
    unique (connection_id, external_id)
  ) strict`

const statements = [
  listed('projects', 'key text not null'),
  listed('issue_types', 'level integer not null'),
  listed('statuses', `category text not null check (category in ('todo', 'in_progress', 'done', 'unknown'))`),
  listed('fields', 'custom integer not null, type text not null'),
  listed('sprints', 'state text not null, start_at integer, end_at integer, completed_at integer'),
  `create table boards (
    id integer primary key,
    data_source_id integer not null references data_sources (id) on delete cascade,
    external_id text not null,
    name text not null,
    type text not null,
    columns text not null,
    active integer not null,
    unique (data_source_id, external_id)
  ) strict`,
  `create table accounts (
    id integer primary key,
    connection_id integer not null references connections (id) on delete cascade,
    external_id text not null,
    name text not null,
    email text,
    bot integer not null,
    unique (connection_id, external_id)
  ) strict`,
  `create table issues (
    id integer primary key,
    connection_id integer not null references connections (id) on delete cascade,
    external_id text not null,
    key text not null,
    project_id integer not null,
    issue_type_id integer not null,
    status_id integer not null,
    summary text not null,
    priority text,
    resolution text,
    created_at integer not null,
    updated_at integer not null,
    resolved_at integer,
    due_on text,
    parent_external_id text,
    assignee_id integer,
    reporter_id integer,
    story_points real,
    flagged integer not null,
    severity text,
    team text,
    content_hash blob not null,
    revision integer not null default 1,
    unique (connection_id, external_id)
  ) strict`,
  'create index issues_by_key on issues (key)',
  `create table issue_sources (
    data_source_id integer not null references data_sources (id) on delete cascade,
    issue_id integer not null references issues (id) on delete cascade,
    active integer not null,
    primary key (data_source_id, issue_id)
  ) strict, without rowid`,
  'create index issue_sources_by_issue on issue_sources (issue_id)',
  `create table issue_payloads (
    issue_id integer primary key references issues (id) on delete cascade,
    payload blob not null
  ) strict`,
  `create table labels (
    id integer primary key,
    name text not null unique
  ) strict`,
  `create table issue_labels (
    issue_id integer not null references issues (id) on delete cascade,
    label_id integer not null,
    primary key (issue_id, label_id)
  ) strict, without rowid`,
  `create table issue_sprints (
    issue_id integer not null references issues (id) on delete cascade,
    sprint_id integer not null,
    primary key (issue_id, sprint_id)
  ) strict, without rowid`,
  `create table change_fields (
    id integer primary key,
    connection_id integer not null references connections (id) on delete cascade,
    external_id text not null,
    name text not null,
    unique (connection_id, external_id)
  ) strict`,
  `create table change_values (
    id integer primary key,
    field_id integer not null references change_fields (id) on delete cascade,
    key text not null,
    label text not null,
    unique (field_id, key, label)
  ) strict`,
  `create table issue_changes (
    issue_id integer not null references issues (id) on delete cascade,
    position integer not null,
    at integer not null,
    author_id integer,
    field_id integer not null,
    from_id integer,
    to_id integer,
    primary key (issue_id, position)
  ) strict, without rowid`,
  `create table worklogs (
    issue_id integer not null references issues (id) on delete cascade,
    external_id text not null,
    author_id integer,
    started_at integer not null,
    seconds integer not null,
    primary key (issue_id, external_id)
  ) strict, without rowid`,
]
