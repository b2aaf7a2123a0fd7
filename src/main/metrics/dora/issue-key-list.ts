import type { Database } from 'better-sqlite3'
import { type IssueKeyList, IssueKeyRule, type ProjectIssueKeys } from '../../../shared/model/issue-keys.ts'
import { isHostedKey } from './key-rules.ts'
import { repositoriesToName } from './scan-names.ts'

/** The projects of trackers by key, what names their issues, and how many of these are named. */
export function issueKeyList(db: Database): IssueKeyList {
  return {
    projects: db
      .prepare<[], Row>(projects)
      .all()
      .map(({ rule, tooSlow, ...project }) => ({
        ...project,
        saved: rule === null ? null : IssueKeyRule.parse(JSON.parse(rule)),
        tooSlow: tooSlow === 1,
        hosted: isHostedKey(project.key),
      })),
    repositoriesToRead: repositoriesToName(db).length,
  }
}

interface Row extends Omit<ProjectIssueKeys, 'saved' | 'tooSlow' | 'hosted'> {
  readonly rule: string | null
  readonly tooSlow: 0 | 1 | null
}

const projects = `
  select p.id as projectId, p.key, p.name, c.id as connectionId, c.name as connectionName, count(i.id) as issues,
    count(iif(exists (select 1 from commit_issues where key = i.key) or exists (select 1 from pull_request_issues where key = i.key), 1, null)) as namedIssues,
    u.rule, u.too_slow as tooSlow
  from projects p
  join connections c on c.id = p.connection_id and c.removed_at is null
  left join issues i on i.project_id = p.id and exists (select 1 from issue_sources x where x.issue_id = i.id and x.active = 1)
  left join issue_key_rules u on u.project_id = p.id
  group by p.id having p.active = 1 or count(i.id) > 0 order by p.key, p.id`
