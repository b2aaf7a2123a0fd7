import type { Database } from 'better-sqlite3'
import type { RepositoryId } from '../../../shared/model/ids.ts'
import { IncidentRules, type RepositoryIncidentRules } from '../../../shared/model/incidents.ts'
import { incidentRules } from './assess-repository.ts'
import { countedIssue } from './incident-issues.ts'

/** A repository's incident rules, and what of the issues that count its choice of them can name, most used first. */
export function repositoryIncidentRules(
  db: Database,
  { repositoryId }: { readonly repositoryId: RepositoryId },
): RepositoryIncidentRules {
  const saved = db
    .prepare<[number], string>('select rules from incident_rules where repository_id = ?')
    .pluck()
    .get(repositoryId)
  const names = (sql: string) => db.prepare<[], { name: string; count: number }>(`${sql} limit 500`).all()
  return {
    repositoryId,
    saved: saved === undefined ? null : IncidentRules.parse(JSON.parse(saved)),
    rules: incidentRules(db, repositoryId),
    choices: {
      projects: names(
        `select p.key as name, count(*) as count from issues i join projects p on p.id = i.project_id where ${countedIssue} ${ordered}`,
      ),
      types: names(
        `select t.name, count(*) as count from issues i join issue_types t on t.id = i.issue_type_id where ${countedIssue} ${ordered}`,
      ),
      labels: names(
        `select l.name, count(*) as count from issue_labels x join issues i on i.id = x.issue_id
         join labels l on l.id = x.label_id where ${countedIssue} ${ordered}`,
      ),
      priorities: names(
        `select i.priority as name, count(*) as count from issues i where i.priority is not null and ${countedIssue} ${ordered}`,
      ),
    },
  }
}

/** One row per name without regard to case. */
const ordered = 'group by lower(name) order by count(*) desc, name'
