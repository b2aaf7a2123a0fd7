import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { JsonObject } from '../shared/reply.ts'
import { repositoryRecord } from './records.ts'
import type { SimIssue, SimPull, SimRun, World } from './world.ts'

interface Recorded {
  readonly url: string
  readonly input: { readonly Number?: number; readonly ID?: number } | null
  readonly data: JsonObject
}

/**
 * A site that serves recorded records of one repository from a folder: JSON arrays of `{ url, input, data }` in `pull_requests.json`,
 * `pull_request_commits.json`, `pull_request_reviews.json`, `pull_request_review_comments.json`, `comments.json`, `issues.json`,
 * `runs.json` and `jobs.json`.
 */
export function readWorld(folder: string): World {
  const read = (name: string): readonly Recorded[] => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'))
  const byInput = (name: string) => Map.groupBy(read(name), ({ input }) => input?.Number ?? input?.ID ?? 0)
  const commits = byInput('pull_request_commits')
  const reviews = byInput('pull_request_reviews')
  const jobs = byInput('jobs')
  const reviewComments = read('pull_request_review_comments').map(({ data }) => data)
  const comments = Map.groupBy(
    read('comments'),
    ({ data }) => numberIn(data['issue_url']) || numberIn(data['html_url']),
  )
  const dataOf = (list: readonly Recorded[] | undefined) => (list ?? []).map(({ data }) => data)
  const pulls = read('pull_requests').map(({ data }): SimPull => {
    const record = data as SimPull['record']
    const said = reviewComments.filter(comment => numberIn(comment['pull_request_url']) === record.number)
    return {
      record,
      commits: dataOf(commits.get(record.number)),
      reviews: dataOf(reviews.get(record.number)),
      reviewComments: said,
      comments: dataOf(comments.get(record.number)),
      events: [],
    }
  })
  const issues = read('issues')
    .map(({ data }) => data as SimIssue['record'])
    .filter(record => record['pull_request'] === undefined)
    .map(record => ({ record, events: closingOf(record) }))
  const runs = read('runs').map(({ data }): SimRun => {
    const record = data as SimRun['record']
    return { record, jobs: dataOf(jobs.get(record.id)) }
  })
  const [first] = pulls
  if (!first) throw new Error(`There are no pull requests in ${folder}`)
  const { id, full_name } = (first.record['base'] as { repo: { id: number; full_name: string } }).repo
  const [owner = '', name = ''] = full_name.split('/')
  return {
    repositories: [
      {
        id,
        record: repositoryRecord(id, owner, name, '2018-05-19T01:13:38Z'),
        pulls,
        issues,
        releases: [],
        tags: [],
        deployments: [],
        runs,
      },
    ],
  }
}

const numberIn = (address: unknown) => Number(/\/(?:issues|pulls?)\/(\d+)/.exec(String(address))?.[1] ?? 0)

const closingOf = ({ closed_at }: JsonObject): readonly JsonObject[] =>
  closed_at == null ? [] : [{ node_id: 'closing', event: 'closed', created_at: closed_at, actor: null }]
