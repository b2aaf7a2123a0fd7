import type { Database } from 'better-sqlite3'
import type { IssueChoice } from '../../../shared/model/incidents.ts'
import type { ServiceScope } from '../measured-services.ts'
import type { Found, Places } from './incident-sources.ts'
import { issuesOfService } from './issue-services.ts'

interface IssueRow {
  readonly id: number
  readonly key: string
  readonly summary: string
  readonly createdAt: number
  readonly resolvedAt: number | null
}

/** The issues of a choice that are incidents of a service; those whose key a change names are fixed by its deployment. */
export function issueIncidents(db: Database, scope: ServiceScope, choice: IssueChoice, places: Places): Found {
  const folded = (names: readonly string[]) => JSON.stringify(names.map(name => name.toLowerCase()))
  const rows = db.prepare<object, IssueRow>(chosenIssues).all({
    projects: folded(choice.projects),
    types: folded(choice.types),
    labels: folded(choice.labels),
    priorities: folded(choice.priorities),
  })
  const candidates = db.prepare<[], number>(`select count(*) from issues i where ${countedIssue}`).pluck().get() ?? 0
  const named = namingChanges(
    db,
    scope,
    rows.map(({ key }) => key),
    places,
  )
  const concerns = issuesOfService(db, scope)
  const concerned = rows.flatMap(row => {
    const { fixes, services } = named.get(row.key) ?? unnamed
    const incidentKey = `issue:${row.id}`
    const isOne = concerns({ incidentKey, beganAt: row.createdAt, namedIn: services })
    return isOne ? [{ ...row, incidentKey, fixes }] : []
  })
  return {
    candidates,
    incidents: concerned.map(({ id, incidentKey, key, summary, createdAt, resolvedAt, fixes }) => ({
      key: incidentKey,
      source: 'issue',
      title: `${key} ${summary}`,
      beganAt: createdAt,
      resolvedAt,
      hasOwnEnd: true,
      endsWithNext: false,
      fixes: [...fixes].sort((one, other) => one - other),
      issueId: id,
      commitId: null,
    })),
  }
}

interface NamingChanges {
  /** Places of the service's deployments that ship a commit or pull request naming the issue. */
  readonly fixes: readonly number[]
  /** The repository's services with such a deployment. */
  readonly services: ReadonlySet<number>
}

const unnamed: NamingChanges = { fixes: [], services: new Set() }

/** By issue key. */
function namingChanges(
  db: Database,
  { repositoryId }: ServiceScope,
  keys: readonly string[],
  places: Places,
): ReadonlyMap<string, NamingChanges> {
  const wanted = JSON.stringify(keys)
  const rows = db.prepare<object, [string, number, number]>(shippedForIssues).raw().all({ repositoryId, wanted })
  const found = new Map<string, { readonly fixes: number[]; readonly services: Set<number> }>()
  for (const [key, deploymentId, serviceId] of rows) {
    const known = found.get(key) ?? { fixes: [], services: new Set() }
    found.set(key, known)
    known.services.add(serviceId)
    const place = places.get(deploymentId)
    if (place !== undefined) known.fixes.push(place)
  }
  return found
}

/** Whether an issue (alias `i`) counts: one of its data sources is active. */
export const countedIssue = `exists (
  select 1 from issue_sources s join data_sources d on d.id = s.data_source_id and d.active = 1
  join connections c on c.id = d.connection_id and c.enabled = 1 and c.removed_at is null
  where s.issue_id = i.id and s.active = 1)`

const isChosen = (list: string, condition: string) =>
  `(@${list} = '[]' or ${condition} (select value from json_each(@${list})))`

const chosenIssues = `
  select i.id, i.key, i.summary, i.created_at as createdAt, i.resolved_at as resolvedAt from issues i
  where ${isChosen('projects', 'i.project_id in (select id from projects where lower(key) in')})
    and ${isChosen('types', 'i.issue_type_id in (select id from issue_types where lower(name) in')})
    and ${isChosen('priorities', 'lower(i.priority) in')}
    and (@labels = '[]' or i.id in (select issue_id from issue_labels where label_id in
      (select id from labels where lower(name) in (select value from json_each(@labels)))))
    and ${countedIssue} order by i.id`

const shippedForIssues = `
  select n.key, x.deployment_id, d.service_id from commit_issues n
  join deployment_changes x on x.commit_id = n.commit_id
  join deployments d on d.id = x.deployment_id and d.repository_id = @repositoryId
  where n.key in (select value from json_each(@wanted))
  union
  select n.key, x.deployment_id, d.service_id from pull_request_issues n
  join pull_request_changes x on x.pull_request_id = n.pull_request_id
  join deployments d on d.id = x.deployment_id and d.repository_id = @repositoryId
  where n.key in (select value from json_each(@wanted))`
