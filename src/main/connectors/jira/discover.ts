import type { SourceOption } from '../../../shared/model/connection.ts'
import { clean } from '../sdk/text.ts'
import { isRefusal, parsed, plainList, projectList } from './lists.ts'
import { allValues } from './pages.ts'
import { RawBoard, RawFilter, RawProject } from './records.ts'
import { type JiraContext, type Remote, remoteOf } from './remote.ts'
import { queryId } from './settings.ts'
import type { JiraSizes } from './sizes.ts'

/** The projects, boards and saved filters the account sees, and the queries of the settings. */
export const discover = (sizes: JiraSizes) =>
  async function* (context: JiraContext): AsyncGenerator<SourceOption> {
    const remote = remoteOf(context, sizes)
    for (const { id, key, name } of parsed(RawProject, await projectList(remote))) {
      yield { externalId: `project:${id}`, name: clean(name), kind: 'project', description: clean(key), warning: null }
    }
    for (const { id, name, type, location } of parsed(
      RawBoard,
      await unlessRefused(context, 'Boards', () => boards(remote)),
    )) {
      const place = location?.displayName ?? location?.projectName
      const description = clean(place === undefined ? type : `${type}, ${place}`)
      yield { externalId: `board:${id}`, name: clean(name), kind: 'board', description, warning: null }
    }
    for (const { id, name } of parsed(RawFilter, await unlessRefused(context, 'Filters', () => filters(remote)))) {
      yield {
        externalId: `filter:${id}`,
        name: clean(name),
        kind: 'filter',
        description: 'Saved filter',
        warning: null,
      }
    }
    for (const query of new Set(context.settings.queries)) {
      yield { externalId: queryId(query), name: query.slice(0, 80), kind: 'query', description: query, warning: null }
    }
  }

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
