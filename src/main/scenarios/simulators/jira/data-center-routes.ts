import { ok, type Routes, type SimReply, type SimRequest } from '../shared/reply.ts'
import { accounts } from './catalogue.ts'
import type { PageLimits } from './cloud-routes.ts'
import { compileJql } from './jql.ts'
import { historyRecord, issueRecord } from './records.ts'
import { numberIn, textList } from './reply.ts'
import type { Site } from './site.ts'
import { jiraTime } from './world.ts'

/** Jira Data Center's REST API, version 2. */
export function dataCenterRoutes(site: Site, limits: PageLimits, now: () => number): Routes {
  const search = (request: SimRequest): SimReply => {
    const asked = request.method === 'POST' ? request.body : Object.fromEntries(request.query)
    const startAt = numberIn(asked['startAt'], 0)
    const fields = textList(asked['fields'] ?? '*navigable')
    const whole = textList(asked['expand']).includes('changelog')
    const maxResults = Math.min(numberIn(asked['maxResults'], 50), limits.records)
    const found = site.heads().filter(compileJql(String(asked['jql'] ?? ''), site))
    const issues = found.slice(startAt, startAt + maxResults).flatMap(({ id }) => {
      const issue = site.issue(id)
      if (!issue) return []
      const record = issueRecord(issue, fields, site)
      if (!whole) return [record]
      const histories = issue.histories.map(historyRecord)
      return [
        { ...record, changelog: { startAt: 0, maxResults: histories.length, total: histories.length, histories } },
      ]
    })
    return ok({ expand: 'schema,names', startAt, maxResults, total: found.length, issues })
  }

  return [
    [
      /^GET \/rest\/api\/2\/serverInfo$/,
      () =>
        ok({
          baseUrl: 'https://jira.example.org',
          version: '10.3.2',
          deploymentType: 'Server',
          serverTitle: 'Jira',
          serverTime: jiraTime(now()),
        }),
    ],
    [/^GET \/rest\/api\/2\/myself$/, () => ok(accounts[0])],
    [
      /^GET \/rest\/api\/2\/mypermissions$/,
      () => ok({ permissions: { BROWSE_PROJECTS: { key: 'BROWSE_PROJECTS', havePermission: true } } }),
    ],
    [/^GET \/rest\/api\/2\/status$/, () => ok(site.statuses())],
    [/^GET \/rest\/api\/2\/issuetype$/, () => ok(site.world.issueTypes)],
    [/^GET \/rest\/api\/2\/field$/, () => ok(site.world.fields)],
    [/^GET \/rest\/api\/2\/project$/, () => ok(site.projects().map(({ record }) => record))],
    [/^GET \/rest\/api\/2\/filter\/favourite$/, () => ok(site.world.filters)],
    [/^(?:GET|POST) \/rest\/api\/2\/search$/, search],
  ]
}
