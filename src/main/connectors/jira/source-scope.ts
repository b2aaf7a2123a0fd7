import { WeirError } from '../../../shared/contract/weir-error.ts'
import type { SourceRef } from '../sdk/connector.ts'
import { boardsOf } from './lists.ts'
import { IssueHead } from './records.ts'
import type { JiraContext, Remote } from './remote.ts'
import { sourceOf, withoutOrder } from './source-jql.ts'

/** Which issues a data source is about. */
export interface SourceScope {
  readonly jql: string
  /** Whether a fetched issue still belongs to it: it may have moved since it was listed. */
  readonly holds: (issue: unknown) => boolean
}

/** @throws WeirError `source.unreadable` when the board has become invisible, `settings.invalid` when the query is gone. */
export async function scopeOf(context: JiraContext, remote: Remote, ref: SourceRef): Promise<SourceScope> {
  const source = sourceOf(ref, context.settings)
  const holds = () => true
  switch (source.kind) {
    case 'project':
      return {
        jql: `project = ${source.id}`,
        holds: issue => {
          const head = IssueHead.safeParse(issue)
          const project = head.success ? head.data.fields?.project?.id : undefined
          return project === undefined || project === source.id
        },
      }
    case 'filter':
      return { jql: `filter = ${source.id}`, holds }
    case 'query':
      return { jql: withoutOrder(source.jql), holds }
    case 'board': {
      const [board] = await boardsOf(context, remote, source)
      if (board) return { jql: `filter = ${board.configuration.filter.id}`, holds }
      throw new WeirError('source.unreadable', {
        hint: 'This board cannot be seen any more. Give the account access to it, or choose its project instead.',
        details: { board: source.id },
      })
    }
  }
}
