import type { Database } from 'better-sqlite3'

export interface DeliverySize {
  readonly commits: number
  readonly pullRequests: number
  readonly deployments: number
  /** When the last commit was made; the first is three years before. */
  readonly now: number
}

const yearMs = 365 * 86_400_000
const spanMs = 3 * yearMs

/**
 * One repository: a branch of commits, every few of which is a squashed pull request with two commits of its own, a review and a comment,
 * and deployments at even distances, each tenth of which broke later.
 */
export function generateDelivery(db: Database, size: DeliverySize): void {
  const { commits, pullRequests, deployments, now } = size
  const at = (i: string, count: number) => `${now - spanMs} + ${i} * ${Math.floor(spanMs / count)}`
  const series = (count: number) =>
    `(with recursive s(i) as (select 1 union all select i + 1 from s where i < ${count}) select i from s)`
  db.exec(`
    insert into connections (id, connector_id, name, settings, created_at, updated_at) values (1, 'git', 'Bench', '{}', 0, 0);
    insert into data_sources (id, connection_id, external_id, name, kind, description) values (1, 1, 'shop', 'shop', 'repository', '');
    insert into repositories (id, data_source_id, path, default_branch, object_format, shallow, changed_seq) values (1, 1, '/shop', 'heads/main', 'sha1', 0, 1);
    insert into people (id, email, name, named_at) values (1, 'ann@example.org', 'Ann', 0), (2, 'ben@example.org', 'Ben', 0);
    insert into accounts (id, connection_id, external_id, name, bot) values (1, 1, 'ann', 'ann', 0), (2, 1, 'ben', 'ben', 0);
    insert into names (id, name) values (1, 'production'), (2, 'heads/main'), (3, 'main'), (4, 'feature');
    insert into hosted_repositories (data_source_id, external_id, owner, name, location, url, default_branch, private, archived, fork, created_at, content_hash, active)
      values (1, '1', 'acme', 'shop', 'github.example/acme/shop', 'https://github.example/acme/shop', 'main', 0, 0, 0, 0, x'00', 1);
    begin;
    insert into commits (id, repository_id, sha, author_id, committer_id, authored_at, author_offset_minutes, committed_at, committer_offset_minutes, subject, parents)
      select i, 1, unhex(printf('%040x', i)), 1 + i % 2, 1, ${at('i', commits)}, 0, ${at('i', commits)}, 0,
        case when i % 500 = 0 then 'Revert "Change ' || (i - 20) || '"' else 'Change ' || i end, 1 from ${series(commits)};
    insert into commit_parents (commit_id, position, parent_id) select i, 0, i - 1 from ${series(commits)} where i > 1;
    insert into branches (repository_id, name, commit_id) values (1, 'heads/main', ${commits});
  `)
  addPulls(db, size, 1, pullRequests)
  addDeployments(db, size, 1, deployments)
  db.exec('commit; analyze')
}

/** Pull requests `first` to `last`. */
export function addPulls(
  db: Database,
  { commits, pullRequests, now }: DeliverySize,
  first: number,
  last: number,
): void {
  const every = commits / pullRequests
  const mergedAt = `${now - spanMs} + cast(i * ${every} as integer) * ${Math.floor(spanMs / commits)}`
  const numbers = `(with recursive s(i) as (select ${first} union all select i + 1 from s where i < ${last}) select i from s)`
  db.exec(`
    insert into pull_requests (id, data_source_id, external_id, number, title, state, draft, author_id, created_at, updated_at, merged_at, closed_at,
        merge_commit_sha, base_branch_id, head_branch_id, content_hash, active)
      select i, 1, 'p' || i, i, 'Pull ' || i, 'merged', 0, 1, ${mergedAt} - 7200000, ${mergedAt}, ${mergedAt}, ${mergedAt},
        unhex(printf('%040x', cast(i * ${every} as integer))), 3, 4, x'00', 1 from ${numbers};
    insert into pull_request_commits (pull_request_id, position, sha, author_id, authored_at, committed_at, subject)
      select i, p, unhex(printf('%038x%02x', i, 255 - p)), 1, ${mergedAt} - 86400000 + p * 3600000, ${mergedAt}, 'Work' from ${numbers}, (select 0 as p union all select 1);
    insert into pull_request_reviews (pull_request_id, position, external_id, author_id, state, submitted_at)
      select i, 0, 'r', 2, 'approved', ${mergedAt} - 3600000 from ${numbers};
    insert into pull_request_comments (pull_request_id, position, external_id, author_id, created_at)
      select i, 0, 'c', 1, ${mergedAt} - 1800000 from ${numbers};
  `)
}

/** Deployments `first` to `last`, each of the commit at its distance. */
export function addDeployments(
  db: Database,
  { commits, deployments, now }: DeliverySize,
  first: number,
  last: number,
): void {
  const every = Math.floor(commits / deployments)
  const deployedAt = `${now - spanMs} + (i * ${every} + 1) * ${Math.floor(spanMs / commits)}`
  const numbers = `(with recursive s(i) as (select ${first} union all select i + 1 from s where i < ${last}) select i from s)`
  db.exec(`
    insert into hosted_deployments (id, data_source_id, external_id, environment_id, ref_id, sha, created_at, content_hash, active)
      select i, 1, 'd' || i, 1, 3, unhex(printf('%040x', i * ${every})), ${deployedAt} - 600000, x'00', 1 from ${numbers};
    insert into hosted_deployment_statuses (hosted_deployment_id, position, state, at)
      select i, 0, 'in_progress', ${deployedAt} - 500000 from ${numbers} union all select i, 1, 'success', ${deployedAt} from ${numbers}
      union all select i, 2, 'failure', ${deployedAt} + 60000 from ${numbers} where i % 10 = 0;
  `)
}
