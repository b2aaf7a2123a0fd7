import { type Kysely, sql } from 'kysely'

/** Repositories at a code host with their pull requests, releases, deployments and workflow runs. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

/** Rows of a data source, one per external id; `content_hash` says whether a record read again differs. */
const hosted = (table: string, columns: string) => `create table ${table} (
    id integer primary key,
    data_source_id integer not null references data_sources (id) on delete cascade,
    external_id text not null,
    ${columns},
    content_hash blob not null,
    active integer not null,
    unique (data_source_id, external_id)
  ) strict`

const statements = [
  // Where a local clone or a mirror comes from, in the form of hosted_repositories.location.
  'alter table repositories add column origin text',
  'create index repositories_by_origin on repositories (origin) where origin is not null',
  `create table names (
    id integer primary key,
    name text not null unique
  ) strict`,
  hosted(
    'hosted_repositories',
    `owner text not null,
    name text not null,
    location text not null,
    url text not null,
    default_branch text,
    private integer not null,
    archived integer not null,
    fork integer not null,
    created_at integer not null`,
  ),
  'create index hosted_repositories_by_location on hosted_repositories (location)',
  hosted(
    'pull_requests',
    `number integer not null,
    title text not null,
    state text not null check (state in ('open', 'closed', 'merged')),
    draft integer not null,
    author_id integer,
    created_at integer not null,
    updated_at integer not null,
    ready_at integer,
    merged_at integer,
    closed_at integer,
    merged_by_id integer,
    merge_commit_sha blob,
    base_branch_id integer not null,
    head_branch_id integer not null,
    head_sha blob,
    additions integer,
    deletions integer,
    files integer,
    revision integer not null default 1`,
  ),
  'create index pull_requests_by_merge_commit on pull_requests (merge_commit_sha) where merge_commit_sha is not null',
  'create index pull_requests_by_merge on pull_requests (data_source_id, merged_at) where merged_at is not null',
  `create table pull_request_payloads (
    pull_request_id integer primary key references pull_requests (id) on delete cascade,
    payload blob not null
  ) strict`,
  `create table pull_request_labels (
    pull_request_id integer not null references pull_requests (id) on delete cascade,
    label_id integer not null,
    primary key (pull_request_id, label_id)
  ) strict, without rowid`,
  `create table pull_request_commits (
    pull_request_id integer not null references pull_requests (id) on delete cascade,
    position integer not null,
    sha blob not null,
    author_id integer not null,
    account_id integer,
    authored_at integer not null,
    committed_at integer not null,
    subject text not null,
    primary key (pull_request_id, position)
  ) strict, without rowid`,
  'create index pull_request_commits_by_sha on pull_request_commits (sha)',
  `create table pull_request_reviews (
    pull_request_id integer not null references pull_requests (id) on delete cascade,
    position integer not null,
    external_id text not null,
    author_id integer,
    state text not null check (state in ('approved', 'changes_requested', 'commented', 'dismissed')),
    submitted_at integer not null,
    primary key (pull_request_id, position)
  ) strict, without rowid`,
  `create table pull_request_comments (
    pull_request_id integer not null references pull_requests (id) on delete cascade,
    position integer not null,
    external_id text not null,
    author_id integer,
    created_at integer not null,
    review_external_id text,
    primary key (pull_request_id, position)
  ) strict, without rowid`,
  hosted(
    'releases',
    `tag text not null,
    name text not null,
    prerelease integer not null,
    author_id integer,
    created_at integer not null,
    published_at integer`,
  ),
  hosted('hosted_tags', 'commit_sha blob not null, at integer'),
  hosted(
    'hosted_deployments',
    `environment_id integer not null,
    ref_id integer,
    sha blob not null,
    task text,
    creator_id integer,
    created_at integer not null`,
  ),
  'create index hosted_deployments_by_time on hosted_deployments (data_source_id, created_at)',
  `create table hosted_deployment_statuses (
    hosted_deployment_id integer not null references hosted_deployments (id) on delete cascade,
    position integer not null,
    state text not null,
    at integer not null,
    primary key (hosted_deployment_id, position)
  ) strict, without rowid`,
  hosted(
    'workflow_runs',
    `name_id integer not null,
    workflow_external_id text not null,
    path_id integer,
    event_id integer not null,
    branch_id integer,
    sha blob not null,
    status text not null,
    conclusion text,
    attempt integer not null,
    actor_id integer,
    created_at integer not null,
    started_at integer,
    updated_at integer not null`,
  ),
  'create index workflow_runs_by_time on workflow_runs (data_source_id, created_at)',
  `create table workflow_jobs (
    workflow_run_id integer not null references workflow_runs (id) on delete cascade,
    position integer not null,
    external_id text not null,
    name_id integer not null,
    conclusion text,
    started_at integer,
    completed_at integer,
    primary key (workflow_run_id, position)
  ) strict, without rowid`,
]
