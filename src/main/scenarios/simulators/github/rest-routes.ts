import { type JsonObject, ok, type Route, type Routes } from '../shared/reply.ts'
import { historyRoutes } from './history-routes.ts'
import { type GithubReply, listPage, notFound, refuse } from './reply.ts'
import type { Site } from './site.ts'
import type { SimPull, SimRepository } from './world.ts'

/** What REST answers, by `METHOD /path`. */
export function restRoutes(site: Site): Routes<GithubReply> {
  const of =
    (answer: (repository: SimRepository, ...more: Parameters<Route>) => GithubReply): Route =>
    (request, match) => {
      const repository = site.repository(`${match[1]}/${match[2]}`)
      return repository ? answer(repository, request, match) : notFound()
    }
  const ofPull = (answer: (pull: SimPull, ...more: Parameters<Route>) => GithubReply) =>
    of((repository, request, match) => {
      const pull = repository.pulls.find(({ record }) => record.number === Number(match[3]))
      return pull ? answer(pull, request, match) : notFound()
    })
  const get = (path: string) => new RegExp(`^GET /${path}$`)
  const repo = (path: string) => get(`repos/([^/]+)/([^/]+)/${path}`)

  return [
    [get('repositories/(\\d+)'), (_, [, id]) => found(site.repository(Number(id))?.record)],
    [get('repos/([^/]+)/([^/]+)'), of(({ record }) => ok(record))],
    [
      get('user/repos'),
      ({ query }) =>
        listPage(
          site.repositories().map(({ record }) => record),
          query,
        ),
    ],
    [
      get('orgs/([^/]+)/repos'),
      ({ query }, [, owner]) => {
        const own = site.repositories().filter(({ record }) => record.full_name.startsWith(`${owner}/`))
        return own.length === 0
          ? notFound()
          : listPage(
              own.map(({ record }) => record),
              query,
            )
      },
    ],
    [
      get('installation/repositories'),
      ({ query }) =>
        listPage(
          site.repositories().map(({ record }) => record),
          query,
          { under: 'repositories' },
        ),
    ],
    [
      get('search/repositories'),
      ({ query }) => {
        const wanted = (query.get('q') ?? '').toLowerCase()
        if (wanted === '') return refuse(422, 'Validation Failed')
        const fit = site.repositories().filter(({ record }) => record.full_name.includes(wanted))
        return listPage(
          fit.map(({ record }) => record),
          query,
          { under: 'items', searched: true },
        )
      },
    ],
    [
      repo('pulls'),
      of((repository, { query }) => {
        const wanted = query.get('sort') === 'created' ? repository.pulls : site.pulls(repository)
        return listPage(
          wanted.map(({ record }) => listed(record)),
          query,
        )
      }),
    ],
    [
      repo('pulls/(\\d+)'),
      ofPull(({ record, comments, reviewComments, commits }) =>
        ok({ ...record, comments: comments.length, review_comments: reviewComments.length, commits: commits.length }),
      ),
    ],
    [repo('pulls/(\\d+)/commits'), ofPull(({ commits }, { query }) => listPage(commits, query))],
    [repo('pulls/(\\d+)/reviews'), ofPull(({ reviews }, { query }) => listPage(reviews, query))],
    [repo('pulls/(\\d+)/comments'), ofPull(({ reviewComments }, { query }) => listPage(reviewComments, query))],
    [repo('issues/(\\d+)/comments'), ofPull(({ comments }, { query }) => listPage(comments, query))],
    [repo('issues/(\\d+)/events'), ofPull(({ events }, { query }) => listPage(events, query))],
    [
      repo('issues'),
      of((repository, { query }) => {
        // Pull requests are issues too.
        const all = [
          ...repository.issues.map(({ record }) => record),
          ...repository.pulls.map(({ record }) => ({ ...listed(record), pull_request: {} })),
        ]
        const by = query.get('sort') === 'updated' ? 'updated_at' : 'created_at'
        const sign = query.get('direction') === 'asc' ? 1 : -1
        return listPage(sortedBy(all, by, sign), query)
      }),
    ],
    ...historyRoutes(of, repo),
    [repo('releases'), of(({ releases }, { query }) => listPage(releases, query))],
    [
      repo('tags'),
      of(({ tags }, { query }) =>
        listPage(
          tags.map(({ name, sha }) => ({ name, commit: { sha } })),
          query,
        ),
      ),
    ],
    [
      repo('deployments'),
      of((repository, { query }) =>
        listPage(
          site.deployments(repository).map(({ record }) => record),
          query,
        ),
      ),
    ],
    [
      repo('deployments/(\\d+)/statuses'),
      of(({ deployments }, { query }, match) => {
        const deployment = deployments.find(({ record }) => record.id === Number(match[3]))
        return deployment ? listPage([...deployment.statuses].reverse(), query) : notFound()
      }),
    ],
    [
      repo('actions/runs'),
      of((repository, { query }) => {
        const created = query.get('created')
        const [from, until] = rangeOf(created)
        const runs = site
          .runs(repository)
          .map(({ record }) => record)
          .filter(({ created_at }) => created_at >= from && created_at <= until)
        return listPage(runs, query, { under: 'workflow_runs', searched: created !== null })
      }),
    ],
    [
      repo('actions/runs/(\\d+)/jobs'),
      of(({ runs }, { query }, match) => {
        const run = runs.find(({ record }) => record.id === Number(match[3]))
        return run ? listPage(run.jobs, query, { under: 'jobs' }) : notFound()
      }),
    ],
  ]
}

const found = (record: unknown) => (record === undefined ? notFound() : ok(record))

/** Lists leave out what only the record itself has. */
function listed({
  additions: _,
  deletions: _also,
  changed_files: _too,
  merged_by: _nor,
  ...record
}: JsonObject): JsonObject {
  return record
}

function sortedBy(records: readonly JsonObject[], field: string, sign: 1 | -1): readonly JsonObject[] {
  const timeOf = (record: JsonObject) => String(record[field])
  return [...records].sort((a, b) =>
    timeOf(a) === timeOf(b)
      ? (Number(a['number']) - Number(b['number'])) * sign
      : (timeOf(a) < timeOf(b) ? -1 : 1) * sign,
  )
}

/** `>=A`, `<=B` or `A..B`. */
function rangeOf(created: string | null): readonly [string, string] {
  if (created === null) return ['', '~']
  if (created.startsWith('>=')) return [created.slice(2), '~']
  if (created.startsWith('<=')) return ['', created.slice(2)]
  const [from = '', until = '~'] = created.split('..')
  return [from, until]
}
