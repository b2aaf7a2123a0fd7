import { WeirError } from '../../../shared/contract/weir-error.ts'
import type { SourceRef } from '../sdk/connector.ts'
import { type JiraSettings, queryId } from './settings.ts'

/** What a data source names: `project:10000`, `board:7` (with its filter), `filter:123` or a query of the settings. */
export type JiraSource =
  | { readonly kind: 'project' | 'board' | 'filter'; readonly id: string }
  | { readonly kind: 'query'; readonly jql: string }

/** @throws WeirError `settings.invalid` when its query is in the settings no more. */
export function sourceOf({ externalId, name }: SourceRef, settings: JiraSettings): JiraSource {
  const [, kind, id] = /^(project|board|filter):(\d+)$/.exec(externalId) ?? []
  if ((kind === 'project' || kind === 'board' || kind === 'filter') && id !== undefined) return { kind, id }
  const jql = settings.queries.find(query => queryId(query) === externalId)
  if (jql !== undefined) return { kind: 'query', jql }
  throw new WeirError('settings.invalid', {
    hint: `The query of "${name}" is not in the settings any more. Put it back, or choose other data sources.`,
    fields: [{ path: 'settings.queries', message: `Missing: ${name}` }],
  })
}

/** A query without its order, in parentheses. An `order by` inside quotes is text. */
export function withoutOrder(jql: string): string {
  const bare = jql.replace(
    /("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|\border\s+by\b[\s\S]*$/gi,
    (_, quoted?: string) => quoted ?? '',
  )
  return `(${bare.trim()})`
}
