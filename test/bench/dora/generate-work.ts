import type { Database } from 'better-sqlite3'

export interface WorkSize {
  readonly issues: number
  readonly pullRequests: number
  readonly now: number
}

const yearMs = 365 * 86_400_000

/**
 * Issues of a tracker with a history of a few statuses each, and pull requests of which every other names one, as reading them notes it. The
 * issues' histories are still to be worked out.
 */
export function generateWork(db: Database, { issues, pullRequests, now }: WorkSize): void {
  const numbers = (count: number) =>
    `(with recursive s(i) as (select 1 union all select i + 1 from s where i < ${count}) select i from s)`
  const createdAt = `${now - 3 * yearMs} + i * ${Math.floor((3 * yearMs) / issues)}`
  const statuses = ['Backlog', 'In progress', 'In review', 'Done']
  const categories = ['todo', 'in_progress', 'in_progress', 'done']
  db.exec(`
    begin;
    insert into connections (id, connector_id, name, settings, created_at, updated_at) values (9, 'jira', 'Tracker', '{}', 0, 0);
    insert into data_sources (id, connection_id, external_id, name, kind, description) values (9, 9, 'SHOP', 'Shop', 'project', '');
    insert into projects (id, connection_id, external_id, name, active, key) values (9, 9, '1', 'Shop', 1, 'SHOP');
    insert into issue_types (id, connection_id, external_id, name, level, active) values (9, 9, '1', 'Story', 0, 1);
    insert into change_fields (id, connection_id, external_id, name) values (1, 9, 'status', 'status');`)
  for (const [i, name] of statuses.entries()) {
    db.exec(`
      insert into statuses (id, connection_id, external_id, name, category, active) values (${i + 1}, 9, '${i + 1}', '${name}', '${categories[i]}', 1);
      insert into change_values (id, field_id, key, label) values (${i + 1}, 1, '${i + 1}', '${name}')`)
  }
  db.exec(`
    insert into issues (id, connection_id, external_id, key, project_id, issue_type_id, status_id, summary, created_at, updated_at, flagged, content_hash)
      select i, 9, i, 'SHOP-' || i, 9, 9, 4, 'Issue ' || i, ${createdAt}, ${createdAt}, 0, x'00' from ${numbers(issues)};
    insert into issue_sources (data_source_id, issue_id, active) select 9, i, 1 from ${numbers(issues)};
    insert into issue_changes (issue_id, position, at, field_id, from_id, to_id)
      select i, p, ${createdAt} + (p + 1) * 86400000, 1, p + 1, p + 2 from ${numbers(issues)}, ${'(select 0 as p union all select 1 union all select 2)'};
    insert into pull_request_issues (pull_request_id, key)
      select i, 'SHOP-' || cast(1 + i * ${(issues - 1) / pullRequests} as integer) from ${numbers(pullRequests)} where i % 2 = 0;
    commit; analyze`)
}
