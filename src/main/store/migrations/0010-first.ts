import { type Kysely, sql } from 'kysely'

/** The first schema: connections, jobs and runs, Git history, deployments. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `create table connections (
    id integer primary key,
    connector_id text not null,
    name text not null,
    enabled integer not null default 1,
    removed_at integer,
    settings text not null,
    last_sync_status text,
    last_sync_at integer,
    last_sync_error text,
    last_verification_at integer,
    last_verification_error text,
    latest_options text not null default '[]',
    created_at integer not null,
    updated_at integer not null
  ) strict`,
  `create table credentials (
    connection_id integer not null references connections (id) on delete cascade,
    name text not null,
    key_id text not null,
    sealed blob not null,
    primary key (connection_id, name)
  ) strict, without rowid`,
  `create table data_sources (
    id integer primary key,
    connection_id integer not null references connections (id) on delete cascade,
    external_id text not null,
    name text not null,
    kind text not null,
    description text not null,
    active integer not null default 1,
    last_sync_at integer,
    unique (connection_id, external_id)
  ) strict`,
  `create table jobs (
    id integer primary key,
    connection_id integer not null unique references connections (id) on delete cascade,
    state text not null check (state in ('PENDING', 'RUNNING', 'PAUSED', 'FINISHED', 'FAILED')),
    intent text not null default 'none' check (intent in ('none', 'pausing', 'stopping')),
    queue_order integer,
    queue_trigger text,
    fault text,
    updated_at integer not null
  ) strict`,
  `create unique index jobs_one_running on jobs (state) where state = 'RUNNING'`,
  `create table runs (
    id integer primary key,
    job_id integer not null references jobs (id) on delete cascade,
    trigger text not null,
    outcome text not null,
    started_at integer not null,
    ended_at integer,
    fault text
  ) strict`,
  `create index runs_by_job on runs (job_id, id)`,
  `create table run_streams (
    run_id integer not null references runs (id) on delete cascade,
    data_source_id integer references data_sources (id) on delete set null,
    data_source_name text not null,
    stream text not null,
    position integer not null,
    read integer not null default 0,
    written integer not null default 0,
    skipped integer not null default 0,
    deleted integer not null default 0,
    requests integer not null default 0,
    waited_ms integer not null default 0,
    bytes integer not null default 0,
    active_ms integer not null default 0,
    complete integer not null default 0,
    primary key (run_id, position)
  ) strict, without rowid`,
  `create index run_streams_by_source on run_streams (data_source_id)`,
  `create table run_log (
    id integer primary key,
    run_id integer not null references runs (id) on delete cascade,
    at integer not null,
    level text not null,
    message text not null
  ) strict`,
  `create index run_log_by_run on run_log (run_id, id)`,
  `create table cursors (
    data_source_id integer not null references data_sources (id) on delete cascade,
    stream text not null,
    cursor text not null,
    fingerprint text not null,
    complete integer not null,
    updated_at integer not null,
    primary key (data_source_id, stream)
  ) strict, without rowid`,
  `create table repositories (
    id integer primary key,
    data_source_id integer not null unique references data_sources (id) on delete cascade,
    path text not null,
    default_branch text,
    object_format text not null,
    shallow integer not null,
    changed_seq integer not null default 0,
    derived_seq integer not null default 0,
    derived_rule text
  ) strict`,
  `create table people (
    id integer primary key,
    email text not null unique,
    name text not null,
    named_at integer not null,
    bot integer not null default 0,
    active integer not null default 1
  ) strict`,
  `create table commits (
    id integer primary key,
    repository_id integer not null references repositories (id) on delete cascade,
    sha blob not null,
    author_id integer not null,
    committer_id integer not null,
    authored_at integer not null,
    author_offset_minutes integer not null,
    committed_at integer not null,
    committer_offset_minutes integer not null,
    subject text not null,
    parents integer not null,
    active integer not null default 1,
    additions integer,
    deletions integer,
    files integer,
    unique (repository_id, sha)
  ) strict`,
  `create index commits_by_authored on commits (repository_id, authored_at, author_id, additions, deletions) where active = 1`,
  `create table commit_parents (
    commit_id integer not null references commits (id) on delete cascade,
    position integer not null,
    parent_id integer not null,
    primary key (commit_id, position)
  ) strict, without rowid`,
  `create table tags (
    id integer primary key,
    repository_id integer not null references repositories (id) on delete cascade,
    name text not null,
    commit_id integer references commits (id) on delete cascade,
    annotated integer not null,
    tagged_at integer,
    tagger_id integer,
    active integer not null default 1,
    unique (repository_id, name)
  ) strict`,
  `create index tags_by_commit on tags (commit_id)`,
  `create table branches (
    id integer primary key,
    repository_id integer not null references repositories (id) on delete cascade,
    name text not null,
    commit_id integer not null references commits (id) on delete cascade,
    active integer not null default 1,
    unique (repository_id, name)
  ) strict`,
  `create index branches_by_commit on branches (commit_id)`,
  `create table deployment_rules (
    repository_id integer primary key references repositories (id) on delete cascade,
    rule text not null,
    updated_at integer not null
  ) strict`,
  `create table deployments (
    id integer primary key,
    repository_id integer not null references repositories (id) on delete cascade,
    name text not null,
    commit_id integer not null references commits (id) on delete cascade,
    finished_at integer not null,
    first integer not null,
    changes integer not null default 0,
    unique (repository_id, commit_id)
  ) strict`,
  `create index deployments_by_finish on deployments (repository_id, finished_at)`,
  `create index deployments_by_commit on deployments (commit_id)`,
  `create table deployment_changes (
    commit_id integer primary key references commits (id) on delete cascade,
    deployment_id integer not null references deployments (id) on delete cascade,
    lead_time_ms integer
  ) strict`,
  `create index deployment_changes_by_deployment on deployment_changes (deployment_id, lead_time_ms)`,
]
