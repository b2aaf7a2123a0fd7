import { type Kysely, sql } from 'kysely'

/**
 * Deployments of any source with environment and result, incidents, what pull requests shipped with. Deployments
 * are derived: they are made anew.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  'drop table deployment_changes',
  'drop table deployments',
  `create table deployments (
    id integer primary key,
    repository_id integer not null references repositories (id) on delete cascade,
    service_id integer not null default 0,
    key text not null,
    name text not null,
    environment text,
    commit_id integer references commits (id) on delete cascade,
    finished_at integer not null,
    result text not null default 'success' check (result in ('success', 'failure')),
    broke_at integer,
    first integer not null,
    changes integer not null default 0,
    failed integer not null default 0,
    restored_at integer,
    unplanned integer not null default 0,
    unique (repository_id, service_id, key)
  ) strict`,
  'create index deployments_by_finish on deployments (repository_id, finished_at)',
  'create index deployments_by_commit on deployments (commit_id)',
  `create table deployment_changes (
    commit_id integer not null references commits (id) on delete cascade,
    service_id integer not null default 0,
    deployment_id integer not null references deployments (id) on delete cascade,
    lead_time_ms integer,
    primary key (commit_id, service_id)
  ) strict, without rowid`,
  'create index deployment_changes_by_deployment on deployment_changes (deployment_id, lead_time_ms)',
  `create table pull_request_changes (
    pull_request_id integer not null references pull_requests (id) on delete cascade,
    service_id integer not null default 0,
    deployment_id integer not null references deployments (id) on delete cascade,
    lead_time_ms integer,
    coding_ms integer,
    pickup_ms integer,
    review_ms integer,
    deploy_ms integer,
    contradictory integer not null,
    by_time integer not null,
    primary key (pull_request_id, service_id)
  ) strict, without rowid`,
  'create index pull_request_changes_by_deployment on pull_request_changes (deployment_id, lead_time_ms)',
  `create table incident_rules (
    repository_id integer primary key references repositories (id) on delete cascade,
    rules text not null,
    updated_at integer not null
  ) strict`,
  `create table incidents (
    id integer primary key,
    repository_id integer not null references repositories (id) on delete cascade,
    service_id integer not null default 0,
    key text not null,
    source text not null check (source in ('issue', 'revert', 'hotfix', 'failed_deployment')),
    title text not null,
    began_at integer not null,
    ended_at integer,
    issue_id integer,
    commit_id integer,
    deployment_id integer references deployments (id) on delete set null,
    by_hand integer not null,
    fix_deployment_id integer references deployments (id) on delete set null,
    unique (repository_id, service_id, key)
  ) strict`,
  'create index incidents_by_begin on incidents (repository_id, began_at)',
  'create index incidents_by_deployment on incidents (deployment_id)',
  'create index incidents_by_fix on incidents (fix_deployment_id)',
  `create table incident_links (
    repository_id integer not null references repositories (id) on delete cascade,
    service_id integer not null default 0,
    incident_key text not null,
    deployment_key text,
    linked_at integer not null,
    primary key (repository_id, service_id, incident_key)
  ) strict, without rowid`,
  `create table commit_marks (
    commit_id integer primary key references commits (id) on delete cascade,
    reverts text,
    branch text
  ) strict`,
  `create table commit_issues (
    commit_id integer not null references commits (id) on delete cascade,
    key text not null,
    primary key (commit_id, key)
  ) strict, without rowid`,
  'create index commit_issues_by_key on commit_issues (key)',
  `create table pull_request_issues (
    pull_request_id integer not null references pull_requests (id) on delete cascade,
    key text not null,
    primary key (pull_request_id, key)
  ) strict, without rowid`,
  'create index pull_request_issues_by_key on pull_request_issues (key)',
  `create table delivery_states (
    repository_id integer primary key references repositories (id) on delete cascade,
    unit text not null check (unit in ('commit', 'pull_request')),
    scanned_commit_id integer not null,
    scanned_for text not null
  ) strict`,
  'update repositories set changed_seq = changed_seq + 1',
]
