import type { Database } from 'better-sqlite3'
import { WeirError } from '../../../shared/contract/weir-error.ts'
import type { PullDetail, PullQuestion } from '../../../shared/model/pull-detail.ts'
import type { WorkingCalendar } from '../../../shared/model/working-calendar.ts'
import { shippedWith } from '../dora/shipped-with.ts'
import { stagesOf } from '../dora/stages.ts'
import { elapsed, type Measure } from '../flow/running-time.ts'
import { createWorkingTime } from '../working-time.ts'
import { type AccountPeople, loadAccountPeople } from './account-people.ts'
import { hostLink } from './host-link.ts'

export interface AskedForPull {
  readonly question: PullQuestion
  readonly calendar: WorkingCalendar
}

/** Everything of one pull request, whether it counts or not. @throws WeirError `rpc.not_found`. */
export function pullDetail(db: Database, { question, calendar }: AskedForPull): PullDetail {
  const id = question.pullRequestId
  const row = db.prepare<[number], Row>(pullById).get(id)
  if (!row) throw new WeirError('rpc.not_found', { hint: 'This pull request is no longer in the database.' })
  const { repositoryUrl, authorId, draft, shipped, ...pull } = row
  const deployments: PullDetail['deployments'] = JSON.parse(shipped)
  const reviews = reviewsOf(db, id, authorId)
  const comments = db.prepare<[number], CommentRow>(commentsOf).all(id)
  const firstReviewAt = firstResponse(db, { authorId, endedAt: pull.mergedAt ?? pull.closedAt }, [
    ...reviews.rows,
    ...comments,
  ])
  return {
    ...pull,
    draft: draft === 1,
    url: hostLink(repositoryUrl, `pull/${pull.number}`),
    firstReviewAt,
    ...stages(pull, { firstReviewAt, finishedAt: deployments[0]?.finishedAt ?? null, question, calendar }),
    labels: db.prepare<[number], string>(labelsOf).pluck().all(id),
    reviews: reviews.told,
    comments: comments.length,
    commits: db
      .prepare<[number], CommitRow>(commitsOf)
      .all(id)
      .map(({ sha, ...commit }) => ({ ...commit, sha: sha.toString('hex') })),
    deployments,
    issues: db.prepare<object, PullDetail['issues'][number]>(issuesOf).all({ id }),
  }
}

type Plain = Omit<
  PullDetail,
  | 'url'
  | 'draft'
  | 'labels'
  | 'firstReviewAt'
  | `${'coding' | 'pickup' | 'review' | 'deploy'}Ms`
  | 'contradictory'
  | 'reviews'
  | 'comments'
  | 'commits'
  | 'deployments'
  | 'issues'
>
interface Row extends Plain {
  readonly repositoryUrl: string
  readonly authorId: number | null
  readonly draft: 0 | 1
  /** Its deployments, as JSON. */
  readonly shipped: string
}
interface CommentRow {
  readonly accountId: number | null
  readonly at: number
}
interface ReviewRow extends CommentRow {
  readonly author: string | null
  readonly state: PullDetail['reviews'][number]['state']
}
type CommitRow = Omit<PullDetail['commits'][number], 'sha'> & { readonly sha: Buffer }

type Stages = Pick<PullDetail, 'codingMs' | 'pickupMs' | 'reviewMs' | 'deployMs' | 'contradictory'>

interface StagesBy extends AskedForPull {
  readonly firstReviewAt: number | null
  readonly finishedAt: number | null
}

/** The stages as far as it has got. */
function stages(pull: Plain, { firstReviewAt, finishedAt, ...asked }: StagesBy): Stages {
  const times = [pull.firstCommitAt, pull.createdAt, pull.readyAt, firstReviewAt, pull.mergedAt, finishedAt]
  const { codingMs, pickupMs, reviewMs, deployMs, contradictory } = stagesOf(
    {
      ...pull,
      firstResponseAt: firstReviewAt,
      mergedAt: pull.mergedAt ?? Number.POSITIVE_INFINITY,
      deployedAt: finishedAt ?? Number.POSITIVE_INFINITY,
    },
    measureOf(
      asked,
      times.flatMap(at => at ?? []),
    ),
  )
  const reached = (ms: number | null) => (ms === null || !Number.isFinite(ms) ? null : ms)
  return {
    codingMs,
    pickupMs,
    reviewMs: reached(reviewMs),
    deployMs: pull.mergedAt === null ? null : reached(deployMs),
    contradictory,
  }
}

/** The asked clock over the instants it is to measure between. What has no end yet stays without one. */
function measureOf({ question: { clock, timeZone }, calendar }: AskedForPull, instants: readonly number[]): Measure {
  if (clock === 'elapsed') return elapsed
  const [from, to] = [Math.min(...instants), Math.max(...instants)]
  const { between } = createWorkingTime(calendar, timeZone, { from, to: Math.max(to, from + 1) })
  return (begin, end) => (Number.isFinite(end) ? between(begin, end) : end)
}

function reviewsOf(db: Database, id: number, authorId: number | null) {
  const people = loadAccountPeople(db)
  const rows = db.prepare<[number], ReviewRow>(reviewsByPull).all(id)
  const told = rows.map(({ author, state, at, accountId }) => ({
    author,
    state,
    at,
    notCounted: whyNot(people, authorId, accountId),
  }))
  return { rows, told }
}

function whyNot(
  { personOf, bots }: AccountPeople,
  authorId: number | null,
  accountId: number | null,
): PullDetail['reviews'][number]['notCounted'] {
  if (accountId === null) return 'unknown'
  const person = personOf[accountId] ?? 0
  if (accountId === authorId || (person !== 0 && person === personOf[authorId ?? 0])) return 'own'
  return bots[accountId] === 1 ? 'bot' : null
}

function firstResponse(
  db: Database,
  { authorId, endedAt }: { readonly authorId: number | null; readonly endedAt: number | null },
  responses: readonly CommentRow[],
): number | null {
  const people = loadAccountPeople(db)
  const counted = responses
    .filter(({ accountId }) => whyNot(people, authorId, accountId) === null && people.inactive[accountId ?? 0] !== 1)
    .filter(({ at }) => endedAt === null || at <= endedAt)
  return counted.length === 0 ? null : Math.min(...counted.map(({ at }) => at))
}

const nameOf = (account: string) =>
  `(select coalesce((select given_name from identities where id = a.person_id), a.name) from accounts a where a.id = ${account})`

const pullById = `
  select p.id, p.number, p.title, h.url as repositoryUrl, s.name as repositoryName, p.author_id as authorId,
    ${nameOf('p.author_id')} as author, p.state, p.draft, p.additions + p.deletions as lines, p.additions, p.deletions, p.files,
    b.name as baseBranch, hb.name as headBranch, ${nameOf('p.merged_by_id')} as mergedBy,
    (select min(authored_at) from pull_request_commits where pull_request_id = p.id) as firstCommitAt,
    p.created_at as createdAt, p.ready_at as readyAt, p.merged_at as mergedAt, p.closed_at as closedAt,
    ${shippedWith('pull_request_changes', 'x.pull_request_id = p.id')} as shipped
  from pull_requests p join data_sources s on s.id = p.data_source_id
  join hosted_repositories h on h.data_source_id = p.data_source_id
  join names b on b.id = p.base_branch_id join names hb on hb.id = p.head_branch_id
  where p.id = ?`

const labelsOf = `
  select l.name from pull_request_labels x join labels l on l.id = x.label_id where x.pull_request_id = ? order by 1`

const reviewsByPull = `
  select author_id as accountId, ${nameOf('r.author_id')} as author, state, submitted_at as at
  from pull_request_reviews r where pull_request_id = ? order by submitted_at, position`

const commentsOf = `
  select author_id as accountId, created_at as at from pull_request_comments where pull_request_id = ?`

const commitsOf = `
  select c.sha, c.subject, p.name as author, c.authored_at as authoredAt
  from pull_request_commits c join people p on p.id = c.author_id where c.pull_request_id = ? order by c.position`

const issuesOf = `
  select i.id, n.key, i.summary from (
    select key from pull_request_issues where pull_request_id = @id
    union
    select x.key from pull_requests p join hosted_repositories h on h.data_source_id = p.data_source_id
      join repositories r on r.data_source_id = p.data_source_id or r.origin = h.location
      join pull_request_commits pc on pc.pull_request_id = p.id
      join commits c on c.repository_id = r.id and c.sha = pc.sha join commit_issues x on x.commit_id = c.id
      where p.id = @id) n
  left join issues i on i.key = n.key group by n.key order by n.key limit 200`
