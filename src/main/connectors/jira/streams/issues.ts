import { defineStream, type Page } from '../../sdk/connector.ts'
import { begun, chunked, inOrder } from '../../sdk/ordered.ts'
import { type FetchedIssue, fetchIssues } from '../fetch-issues.ts'
import { fetchedEntity } from '../fetched-entity.ts'
import { askIdsAhead } from '../ids-ahead.ts'
import { advance, beginning, IssueCursor, isKnown } from '../issue-cursor.ts'
import { countIssues, type Listed, ListingBroken, type ListOptions, listIssues } from '../list-issues.ts'
import { IssueHead } from '../records.ts'
import { type JiraContext, type Remote, remoteOf } from '../remote.ts'
import { serverTime } from '../server-time.ts'
import type { JiraCredentials, JiraSettings } from '../settings.ts'
import type { JiraSizes } from '../sizes.ts'
import { type SourceScope, scopeOf } from '../source-scope.ts'

type IssuePage = Page<FetchedIssue, IssueCursor>

/** Listings begun again in one run without having got any further. */
const standstillsAtMost = 2

/**
 * Issues with their whole history, in the order they were changed. What is listed is fetched several requests at a time and given
 * in order, so that the cursor is right after every page.
 */
export const issues = (sizes: JiraSizes) =>
  defineStream<JiraSettings, JiraCredentials, FetchedIssue, IssueCursor>({
    name: 'issues',
    label: 'issues',
    cursor: IssueCursor,
    dependsOn: ['projects', 'issue_types', 'statuses', 'fields', 'sprints'],
    map: item => [fetchedEntity(item)],
    async *read(context, { source, cursor: stored }) {
      const remote = remoteOf(context, sizes)
      const scope = await scopeOf(context, remote, source)
      const horizon = (await serverTime(remote, context.now)) - sizes.overlapMs
      let cursor = stored ?? beginning
      let first = true
      const sourceId = source.externalId
      for (let standstills = 0; ; ) {
        let got = false
        try {
          for await (const page of readOnce({ context, remote, sourceId, scope, sizes, horizon, first }, cursor)) {
            got ||= page.cursor !== cursor
            first = false
            cursor = page.cursor
            yield page
          }
          return
        } catch (error) {
          if (!(error instanceof ListingBroken)) throw error
          standstills = got ? 0 : standstills + 1
          if (standstills > standstillsAtMost) throw error
          context.log(
            'warn',
            'Jira lost its place in the list of issues; it is listed again from where reading had got to.',
          )
        }
      }
    },
  })

interface Reading {
  readonly context: JiraContext
  readonly remote: Remote
  readonly sourceId: string
  readonly scope: SourceScope
  readonly sizes: JiraSizes
  readonly horizon: number
  /** Nothing was read in this run yet. */
  readonly first: boolean
}

async function* readOnce(reading: Reading, start: IssueCursor): AsyncGenerator<IssuePage> {
  const { context, remote, sourceId, scope, sizes, horizon, first } = reading
  const { jql } = scope
  const list = { jql, since: start.since, pageSize: sizes.listed }
  const counting = countIssues(remote, { ...list, idsOnly: true })
  const options: ListOptions = {
    ...list,
    idsOnly: start === beginning || ((await counting) ?? Number.POSITIVE_INFINITY) > sizes.fewIssues,
  }
  const chunkSize = remote.cloud ? sizes.cloudIssues : sizes.dataCenterIssues
  let cursor = start
  let skipped = 0

  async function* wanted(): AsyncGenerator<readonly Listed[]> {
    for await (const listed of listIssues(remote, options)) {
      const news = listed.filter(({ id, updated }) => !isKnown(start, id, updated))
      skipped += listed.length - news.length
      yield news
    }
    askIdsAhead(remote, sourceId, { jql, pageSize: sizes.listed })
  }

  const work = inOrder(chunked(wanted(), chunkSize), remote.fetches, listed =>
    fetchIssues(
      context,
      remote,
      listed.map(({ id }) => id),
    ),
  )
  const fetched = begun(work)
  try {
    const count = await counting
    // The first issues may be long in coming: how many there are is told before.
    if (first && count !== undefined && count > chunkSize) yield { records: [], cursor, total: count }
    for await (const found of fetched) {
      cursor = advance(cursor, found.flatMap(versionOf), horizon)
      const records = found.filter(({ issue }) => scope.holds(issue))
      yield { records, cursor, ...(count !== undefined && { total: Math.max(count - skipped, 0) }) }
    }
  } finally {
    await fetched.return(undefined)
  }
}

function versionOf({ issue }: FetchedIssue) {
  const head = IssueHead.safeParse(issue)
  const updated = head.success ? head.data.fields?.updated : undefined
  return head.success && updated !== undefined ? [{ id: head.data.id, updated }] : []
}
