import type { FoundSource } from '../../../shared/model/connection.ts'
import { clean } from '../sdk/text.ts'
import { countIssues } from './list-issues.ts'
import { isRefusal, parsed, plainList, projectList } from './lists.ts'
import { allValues } from './pages.ts'
import { RawBoard, RawFilter, RawProject } from './records.ts'
import { type JiraContext, type Remote, remoteOf } from './remote.ts'
import { queryId } from './settings.ts'
import type { JiraSizes } from './sizes.ts'

/** The projects, boards and saved filters the account sees, and the queries of the settings. */
export const discover = (sizes: JiraSizes) =>
  async function* (context: JiraContext): AsyncGenerator<FoundSource> {
    const remote = remoteOf(context, sizes)
    const projects = parsed(RawProject, await projectsWithCounts(remote))
    const counts = await issueCounts(remote, projects)
    for (const { id, key, name } of projects) {
      const count = counts.get(id)
      // Of very many projects, hardly anybody wants all.
      const suggested = projects.length <= suggestedAtMost && count !== 0
      const amount = count === undefined ? null : issues(count)
      const about = { name: clean(name), kind: 'project', description: clean(key), warning: null }
      yield { externalId: `project:${id}`, ...about, amount, suggested }
    }
    for (const { id, name, type, location } of parsed(
      RawBoard,
      await unlessRefused(context, 'Boards', () => boards(remote)),
    )) {
      const place = location?.displayName ?? location?.projectName
      const board = boardTypes[type] ?? 'Board'
      const description = clean(place === undefined ? board : `${board}, ${place}`)
      yield { externalId: `board:${id}`, name: clean(name), kind: 'board', description, ...aside }
    }
    for (const { id, name } of parsed(RawFilter, await unlessRefused(context, 'Filters', () => filters(remote)))) {
      yield {
        externalId: `filter:${id}`,
        name: clean(name),
        kind: 'filter',
        description: 'Saved filter',
        ...aside,
      }
    }
    for (const query of new Set(context.settings.queries)) {
      yield { externalId: queryId(query), name: query.slice(0, 80), kind: 'query', description: query, warning: null }
    }
  }

const suggestedAtMost = 25
const countedAtMost = 100

const boardTypes: Readonly<Record<string, string>> = {
  scrum: 'Scrum board',
  kanban: 'Kanban board',
  simple: 'Team-managed board',
}

/** Its issues are those of projects, too. */
const aside = { warning: null, suggested: false }

const issues = (count: number) => `${count.toLocaleString('en')} ${count === 1 ? 'issue' : 'issues'}`

/** How many issues each project has, by its id: Cloud lists it with the projects, Data Center is asked, if they are not too many. */
async function issueCounts(remote: Remote, projects: readonly RawProject[]): Promise<ReadonlyMap<string, number>> {
  if (remote.cloud) {
    return new Map(projects.flatMap(({ id, insight }) => (insight ? [[id, insight.totalIssueCount] as const] : [])))
  }
  const counted = await Promise.all(
    projects.slice(0, countedAtMost).map(async ({ id }) => {
      const list = { jql: `project = ${id}`, since: null, idsOnly: true, pageSize: 1 }
      const count = await countIssues(remote, list).catch(error => {
        if (isRefusal(error)) return undefined
        throw error
      })
      return count === undefined ? [] : [[id, count] as const]
    }),
  )
  return new Map(counted.flat())
}

const projectsWithCounts = (remote: Remote) =>
  remote.cloud ? allValues(remote, `${remote.api}/project/search`, { expand: 'insight' }) : projectList(remote)
const boards = (remote: Remote) => allValues(remote, 'rest/agile/1.0/board')
const filters = (remote: Remote) =>
  remote.cloud ? allValues(remote, `${remote.api}/filter/search`) : plainList(remote, 'filter/favourite')

async function unlessRefused(context: JiraContext, what: string, load: () => Promise<readonly unknown[]>) {
  try {
    return await load()
  } catch (error) {
    if (!isRefusal(error)) throw error
    context.log('warn', `${what} are not shown to these credentials and were left out.`)
    return []
  }
}
