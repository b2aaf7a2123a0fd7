import { ok, type Routes, type SimReply, type SimRequest } from '../shared/reply.ts'
import { accounts } from './catalogue.ts'
import { compileJql } from './jql.ts'
import { asksIdsOnly, historyRecord, issueRecord } from './records.ts'
import { numberIn, refuse, textList, valuesPage } from './reply.ts'
import type { Site } from './site.ts'
import { type IssueHead, jiraTime, type SimHistory } from './world.ts'

export interface PageLimits {
  /** The most issues on a page of whole records (100), and of ids alone (5,000). */
  readonly records: number
  readonly ids: number
  /** The most histories on a page (10,000). */
  readonly histories: number
  /** The most entries of other lists (50). */
  readonly values: number
}

/** Jira Cloud's REST API, version 3. */
export function cloudRoutes(site: Site, limits: PageLimits, now: () => number): Routes {
  const search = (request: SimRequest): SimReply => {
    const asked = request.method === 'POST' ? request.body : Object.fromEntries(request.query)
    const jql = String(asked['jql'] ?? '')
    if (!/[=<>]|\bin\b/i.test(jql)) return refuse(400, 'Unbounded JQL queries are not allowed here.')
    const fields = textList(asked['fields'] ?? 'id')
    const limit = asksIdsOnly(fields) ? limits.ids : limits.records
    const count = Math.min(numberIn(asked['maxResults'], 50), limit)
    const after = asked['nextPageToken'] === undefined ? null : readToken(String(asked['nextPageToken']))
    const test = compileJql(jql, site)
    const page: IssueHead[] = []
    let more = false
    for (const head of site.heads()) {
      if (after && !isAfter(head, after)) continue
      if (!test(head)) continue
      more = page.length === count
      if (more) break
      page.push(head)
    }
    const issues = page.flatMap(({ id }) => {
      const issue = site.issue(id)
      return issue ? [issueRecord(issue, fields, site)] : []
    })
    const last = page.at(-1)
    return ok({ issues, isLast: !more, ...(more && last && { nextPageToken: tokenOf(last) }) })
  }

  return [
    [
      /^GET \/rest\/api\/[23]\/serverInfo$/,
      () =>
        ok({
          baseUrl: 'https://example.atlassian.net',
          version: '1001.0.0-SNAPSHOT',
          deploymentType: 'Cloud',
          serverTitle: 'Jira',
          serverTime: jiraTime(now()),
        }),
    ],
    [/^GET \/rest\/api\/3\/myself$/, () => ok(accounts[0])],
    [
      /^GET \/rest\/api\/3\/mypermissions$/,
      () => ok({ permissions: { BROWSE_PROJECTS: { key: 'BROWSE_PROJECTS', havePermission: true } } }),
    ],
    [/^GET \/rest\/api\/3\/status$/, () => ok(site.statuses())],
    [/^GET \/rest\/api\/3\/issuetype$/, () => ok(site.world.issueTypes)],
    [/^GET \/rest\/api\/3\/field$/, () => ok(site.world.fields)],
    [
      /^GET \/rest\/api\/3\/project\/search$/,
      ({ query }) =>
        valuesPage(
          site.projects().map(({ id, record }) => ({
            ...record,
            ...(query.get('expand') === 'insight' && {
              insight: { totalIssueCount: site.heads().filter(({ projectId }) => projectId === id).length },
            }),
          })),
          query,
          limits.values,
        ),
    ],
    [/^GET \/rest\/api\/3\/filter\/search$/, ({ query }) => valuesPage(site.world.filters, query, limits.values)],
    [
      /^(?:GET|POST) \/rest\/api\/3\/search$/,
      () => refuse(410, 'The requested API has been removed. Please migrate to the /rest/api/3/search/jql API.'),
    ],
    [/^(?:GET|POST) \/rest\/api\/3\/search\/jql$/, search],
    [
      /^POST \/rest\/api\/3\/search\/approximate-count$/,
      ({ body }) => {
        const test = compileJql(String(body['jql'] ?? ''), site)
        return ok({ count: site.heads().filter(test).length })
      },
    ],
    [
      /^POST \/rest\/api\/3\/issue\/bulkfetch$/,
      ({ body }) => {
        const ids = textList(body['issueIdsOrKeys'])
        if (ids.length > 100) return refuse(400, 'At most 100 issues can be fetched at once.')
        const found = ids.flatMap(id => site.issue(id) ?? [])
        return ok({ issues: found.map(issue => issueRecord(issue, textList(body['fields']), site)), issueErrors: [] })
      },
    ],
    [
      /^POST \/rest\/api\/3\/changelog\/bulkfetch$/,
      ({ body }) => {
        const ids = textList(body['issueIdsOrKeys'])
        if (ids.length > 1000) return refuse(400, 'At most 1000 issues can be asked for at once.')
        const wanted = new Set(textList(body['fieldIds']))
        const kept = (history: SimHistory) =>
          wanted.size === 0 || history.items.some(item => wanted.has(String(item['fieldId'])))
        const all = ids
          .flatMap(id => (site.issue(id)?.histories ?? []).filter(kept).map(history => ({ id, history })))
          .sort((a, b) => a.history.at - b.history.at || Number(a.id) - Number(b.id))
        const from = body['nextPageToken'] === undefined ? 0 : Number(body['nextPageToken'])
        if (!Number.isInteger(from)) return refuse(400, 'The provided next page token is invalid.')
        const page = all.slice(from, from + Math.min(numberIn(body['maxResults'], 1000), limits.histories))
        const byIssue = Map.groupBy(page, ({ id }) => id)
        const issueChangeLogs = [...byIssue].map(([issueId, entries]) => ({
          issueId,
          changeHistories: entries.map(({ history }) => historyRecord(history)),
        }))
        const next = from + page.length
        return ok({ issueChangeLogs, ...(next < all.length && { nextPageToken: String(next) }) })
      },
    ],
    [
      /^GET \/rest\/api\/3\/issue\/([^/]+)\/changelog$/,
      ({ query }, [, id = '']) => {
        const issue = site.issue(id)
        return issue
          ? valuesPage(issue.histories.map(historyRecord), query, 100)
          : refuse(404, 'Issue does not exist or you do not have permission to see it.')
      },
    ],
  ]
}

const isAfter = (head: IssueHead, [updated, id]: readonly [number, number]) =>
  head.updated > updated || (head.updated === updated && Number(head.id) > id)

const tokenOf = ({ updated, id }: IssueHead) => Buffer.from(`${updated}/${id}`).toString('base64url')

function readToken(token: string): readonly [number, number] {
  const [updated, id] = Buffer.from(token, 'base64url').toString('utf8').split('/').map(Number)
  return [updated ?? 0, id ?? 0]
}
