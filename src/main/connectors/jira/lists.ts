import { z } from 'zod'
import { statusOf } from '../sdk/answer.ts'
import { type CustomFields, findCustomFields } from './custom-fields.ts'
import { allValues } from './pages.ts'
import { RawBoard, RawBoardConfiguration, RawField } from './records.ts'
import type { JiraContext, Remote } from './remote.ts'
import type { JiraSource } from './source-jql.ts'

const List = z.array(z.unknown())

/** A list that is the whole answer. */
export const plainList = (remote: Remote, name: string) =>
  remote.once(name, () => remote.ask(List, { path: `${remote.api}/${name}` }))

export const projectList = (remote: Remote) =>
  remote.cloud
    ? remote.once('project', () => allValues(remote, `${remote.api}/project/search`))
    : plainList(remote, 'project')

/** The fields the settings choose, of those there are. A chosen one that is missing is said once. */
export function customFields(context: JiraContext, remote: Remote): Promise<CustomFields> {
  return remote.once('custom-fields', async () => {
    const records = await plainList(remote, 'field')
    const { fields, missing } = findCustomFields(parsed(RawField, records), context.settings)
    for (const setting of missing) {
      context.log('warn', `There is no field "${context.settings[setting]}" in Jira: its values are left out.`)
    }
    return fields
  })
}

export const parsed = <Item>(schema: z.ZodType<Item>, records: readonly unknown[]): Item[] =>
  records.flatMap(record => {
    const one = schema.safeParse(record)
    return one.success ? [one.data] : []
  })

export interface BoardWithConfiguration {
  readonly board: RawBoard
  readonly configuration: z.infer<typeof RawBoardConfiguration>
}

/** A source's boards, as they are listed: a project's, or the board itself. */
export function boardList(remote: Remote, source: JiraSource): Promise<readonly RawBoard[]> {
  if (source.kind !== 'project' && source.kind !== 'board') return Promise.resolve([])
  return remote.once(`board list of ${source.kind} ${source.id}`, async () => {
    const records =
      source.kind === 'board'
        ? [await remote.ask(z.unknown(), { path: `rest/agile/1.0/board/${source.id}` })]
        : await allValues(remote, 'rest/agile/1.0/board', { projectKeyOrId: source.id })
    return parsed(RawBoard, records)
  })
}

/** A source's boards with their columns. None where Jira refuses boards to these credentials. */
export function boardsOf(
  context: JiraContext,
  remote: Remote,
  source: JiraSource,
): Promise<readonly BoardWithConfiguration[]> {
  return remote.once(`boards of ${source.kind} ${'id' in source ? source.id : source.jql}`, async () => {
    try {
      const boards = await boardList(remote, source)
      const found = await Promise.all(boards.map(board => withConfiguration(context, remote, board)))
      return found.filter(board => board !== null)
    } catch (error) {
      if (!isRefusal(error)) throw error
      context.log('warn', 'Jira shows no boards to these credentials: sprints and columns are left out.')
      return []
    }
  })
}

async function withConfiguration(context: JiraContext, remote: Remote, board: RawBoard) {
  try {
    const path = `rest/agile/1.0/board/${board.id}/configuration`
    return { board, configuration: await remote.ask(RawBoardConfiguration, { path }) }
  } catch (error) {
    if (!isRefusal(error)) throw error
    context.log('warn', `The columns of the board "${board.name}" may not be read: it is left out.`)
    return null
  }
}

/** What these credentials may not see (a token without the scope gets 401), or what is not there: no reason to stop. */
export function isRefusal(error: unknown): boolean {
  const status = statusOf(error)
  return status === 400 || status === 401 || status === 403 || status === 404
}
