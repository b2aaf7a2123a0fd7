import type { Database } from 'better-sqlite3'
import type { IssueId } from '../../../shared/model/ids.ts'
import type { IssueCode } from '../../../shared/model/issue-code.ts'
import { shippedWith } from './shipped-with.ts'

/** More of either no drawer shows. */
const most = 100

/** The commits and pull requests that name an issue, and what they shipped with; those of inactive sources are left out. */
export function issueCode(db: Database, { issueId }: { readonly issueId: IssueId }): IssueCode {
  const input = { issueId, most }
  return {
    pullRequests: db
      .prepare<object, PullRow>(pullRequests)
      .all(input)
      .map(({ shipped, host, ...row }) => ({
        ...row,
        url: `${host}/pull/${row.number}`,
        shipped: JSON.parse(shipped),
      })),
    commits: db
      .prepare<object, CommitRow>(commits)
      .all(input)
      .map(({ shipped, sha, ...row }) => ({
        ...row,
        sha: sha.toString('hex'),
        shipped: JSON.parse(shipped),
      })),
  }
}

type Commit = IssueCode['commits'][number]
type Pull = IssueCode['pullRequests'][number]

interface CommitRow extends Omit<Commit, 'sha' | 'shipped'> {
  readonly shipped: string
  readonly sha: Buffer
}

interface PullRow extends Omit<Pull, 'url' | 'shipped'> {
  readonly shipped: string
  readonly host: string
}

const named = '(select key from issues where id = @issueId)'
const activeSource = (source: string) => `
  join data_sources s on s.id = ${source} and s.active = 1
  join connections owner on owner.id = s.connection_id and owner.enabled = 1 and owner.removed_at is null`

const commits = `
  select c.id as commitId, c.sha, c.subject, s.name as repositoryName, c.authored_at as authoredAt,
    ${shippedWith('deployment_changes', 'x.commit_id = c.id')} as shipped
  from commit_issues n join commits c on c.id = n.commit_id and c.active = 1
  join repositories r on r.id = c.repository_id ${activeSource('r.data_source_id')}
  where n.key = ${named} order by c.authored_at desc, c.id desc limit @most`

const pullRequests = `
  select p.number, p.title, h.url as host, s.name as repositoryName, p.state, p.updated_at as updatedAt,
    ${shippedWith('pull_request_changes', 'x.pull_request_id = p.id')} as shipped
  from pull_request_issues n join pull_requests p on p.id = n.pull_request_id and p.active = 1
  join hosted_repositories h on h.data_source_id = p.data_source_id ${activeSource('p.data_source_id')}
  where n.key = ${named} order by p.updated_at desc, p.id desc limit @most`
