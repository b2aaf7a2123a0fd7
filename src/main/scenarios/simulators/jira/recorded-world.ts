import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { JsonObject } from '../shared/reply.ts'
import type { SimHistory, SimIssue, SimProject, World } from './world.ts'

/**
 * A site that serves recorded records from a folder: JSON arrays of `{ data }` in `issues.json`, `statuses.json`,
 * `issue_types.json`, `fields.json`, `projects.json`, `sprints.json` and `worklogs.json`.
 */
export function readWorld(folder: string): World {
  const read = (name: string) => {
    const rows: readonly { readonly data: JsonObject }[] = JSON.parse(
      readFileSync(join(folder, `${name}.json`), 'utf8'),
    )
    return rows.map(({ data }) => data)
  }
  const worklogs = Map.groupBy(read('worklogs'), worklog => String(worklog['issueId']))
  const issues = new Map(read('issues').map(record => [String(record['id']), issueOf(record, worklogs)]))
  const projects = withMissing(read('projects').map(projectOf), issues.values())
  return {
    projects,
    statuses: read('statuses'),
    issueTypes: read('issue_types'),
    fields: read('fields'),
    boards: boardsOf(read('sprints'), issues.values().next().value?.projectId ?? null),
    filters: [],
    heads: [...issues.values()],
    issue: id => issues.get(id) ?? null,
  }
}

interface RecordedIssue {
  readonly id: string
  readonly key: string
  readonly fields: { readonly updated: string; readonly project: JsonObject }
  readonly changelog: { readonly histories: readonly RecordedHistory[] }
}

interface RecordedHistory {
  readonly id: string
  readonly created: string
  readonly author?: JsonObject
  readonly items: readonly JsonObject[]
}

function issueOf(
  record: JsonObject,
  worklogs: ReadonlyMap<string, readonly JsonObject[]>,
): SimIssue & { project: JsonObject } {
  const { id, key, fields, changelog } = JSON.parse(JSON.stringify(record)) as RecordedIssue
  const { updated, project, ...rest } = fields
  return {
    id,
    key,
    project,
    projectId: String(project['id']),
    updated: Date.parse(updated),
    fields: rest,
    histories: changelog.histories.map(historyOf).sort((a, b) => a.at - b.at || Number(a.id) - Number(b.id)),
    worklogs: worklogs.get(id) ?? [],
  }
}

const historyOf = ({ id, created, author = {}, items }: RecordedHistory): SimHistory => ({
  id,
  at: Date.parse(created),
  author,
  items,
})

const projectOf = (record: JsonObject): SimProject => ({
  id: String(record['id']),
  key: String(record['key']),
  name: String(record['name']),
  record,
})

/** The projects, and those that only issues name. */
function withMissing(
  projects: readonly SimProject[],
  issues: Iterable<{ readonly project: JsonObject }>,
): SimProject[] {
  const known = new Map(projects.map(project => [project.id, project]))
  for (const { project } of issues)
    if (!known.has(String(project['id']))) known.set(String(project['id']), projectOf(project))
  return [...known.values()]
}

function boardsOf(sprints: readonly JsonObject[], projectId: string | null) {
  const id = Number(sprints[0]?.['originBoardId'] ?? 1)
  const filter = { id: '30000' }
  const columnConfig = { columns: [] }
  return [
    {
      id,
      projectId,
      record: { id, name: `Board ${id}`, type: 'scrum', location: { projectId: Number(projectId) } },
      configuration: { id, name: `Board ${id}`, type: 'scrum', filter, columnConfig },
      sprints,
    },
  ]
}
