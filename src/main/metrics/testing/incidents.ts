import { defaultIncidentRules, type IncidentRules } from '../../../shared/model/incidents.ts'
import type { TestWorkspace } from './workspace.ts'

/** Saves what tells of a repository's incidents, the rest as by default. */
export function saveIncidentRules(w: TestWorkspace, repositoryId: number, rules: Partial<IncidentRules>): void {
  w.run(
    'insert or replace into incident_rules (repository_id, rules, updated_at) values (?, ?, 0)',
    repositoryId,
    JSON.stringify({ ...defaultIncidentRules, ...rules }),
  )
}

/** An issue of type Bug and label incident in a tracker’s project, unless said otherwise. */
export function trackedIssue(
  w: TestWorkspace,
  key: string,
  createdAt: number,
  resolvedAt: number | null,
  label = 'incident',
): void {
  w.run(
    `insert or ignore into data_sources (id, connection_id, external_id, name, kind, description) values (900, 2, 'SHOP', 'SHOP', 'project', '')`,
  )
  w.run(
    `insert or ignore into projects (id, connection_id, external_id, name, key, active) values (1, 2, '1', 'Shop', 'SHOP', 1)`,
  )
  w.run(
    `insert or ignore into issue_types (id, connection_id, external_id, name, level, active) values (1, 2, '1', 'Bug', 0, 1)`,
  )
  w.run('insert or ignore into labels (name) values (?)', label)
  w.run(
    `insert into issues (connection_id, external_id, key, project_id, issue_type_id, status_id, summary, priority, created_at, updated_at,
       resolved_at, flagged, content_hash) values (2, ?, ?, 1, 1, 1, 'Checkout is down', 'High', ?, ?, ?, 0, x'00')`,
    key,
    key,
    createdAt,
    createdAt,
    resolvedAt,
  )
  w.run('insert into issue_sources (data_source_id, issue_id, active) select 900, id, 1 from issues where key = ?', key)
  w.run(
    'insert into issue_labels (issue_id, label_id) select i.id, l.id from issues i, labels l where i.key = ? and l.name = ?',
    key,
    label,
  )
}
