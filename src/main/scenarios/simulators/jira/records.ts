import type { JsonObject } from '../shared/reply.ts'
import type { Site } from './site.ts'
import { jiraTime, type SimHistory, type SimIssue } from './world.ts'

const onlyIds: ReadonlySet<string> = new Set(['id', 'key', ''])

/** Whether nothing but the id and key is asked for. */
export const asksIdsOnly = (fields: readonly string[]) => fields.every(field => onlyIds.has(field))

/** An issue as a search or fetch gives it, with the fields asked for. */
export function issueRecord(issue: SimIssue, fields: readonly string[], site: Site): JsonObject {
  const { id, key } = issue
  const head = { expand: 'renderedFields,names,schema', id, key }
  if (asksIdsOnly(fields))
    return fields.includes('key') || fields.includes('id') || fields.length === 0 ? { id, key } : head
  const all = allFields(issue, site)
  if (fields.includes('*all') || fields.includes('*navigable')) return { ...head, fields: all }
  return { ...head, fields: Object.fromEntries(fields.filter(name => name in all).map(name => [name, all[name]])) }
}

function allFields(issue: SimIssue, site: Site): JsonObject {
  const project = site.projects().find(({ id }) => id === issue.projectId)
  const worklogs = issue.worklogs.slice(0, 20)
  return {
    ...issue.fields,
    updated: jiraTime(issue.updated),
    project: project && { id: project.id, key: project.key, name: project.name },
    worklog: { startAt: 0, maxResults: 20, total: issue.worklogs.length, worklogs },
  }
}

export const historyRecord = ({ id, at, author, items }: SimHistory): JsonObject => ({
  id,
  ...(author && { author }),
  created: jiraTime(at),
  items,
})
