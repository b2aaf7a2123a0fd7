import type { Database } from 'better-sqlite3'
import type { DeploymentRule } from '../../../shared/model/repository.ts'

/* The rows that syncs write, as `plainDelivery` needs them: read by itself, with nothing of the product. */

export interface PlainDeployment {
  readonly key: string
  readonly environment: string | null
  readonly commit: number | null
  readonly finishedAt: number
  readonly brokeAt: number | null
}

export interface Found extends PlainDeployment {
  readonly failed: boolean
}

export interface Commit {
  readonly id: number
  readonly sha: string
  readonly authoredAt: number
  readonly committedAt: number
  readonly subject: string
  readonly parents: readonly number[]
}

export interface PlainPull {
  readonly id: number
  readonly commitsAt: readonly number[]
  readonly createdAt: number
  readonly mergedAt: number
  readonly respondedAt: number | null
  readonly branch: string
  readonly mergeSha: string | null
  readonly commitShas: readonly string[]
}

/** A commit, its first parent, and so on to the beginning. */
export const line = (byId: ReadonlyMap<number, Commit>, from: number | undefined): readonly number[] => {
  const found: number[] = []
  for (let id = from; id !== undefined && byId.has(id); id = byId.get(id)?.parents[0]) found.push(id)
  return found
}

const hex = (sha: Buffer | null) => sha?.toString('hex') ?? null

export function readCommits(db: Database): readonly Commit[] {
  const parents = db.prepare<[number], number>(
    'select parent_id from commit_parents where commit_id = ? order by position',
  )
  return db
    .prepare<[], Omit<Commit, 'sha' | 'parents'> & { readonly sha: Buffer }>(
      `select id, sha, authored_at as authoredAt, committed_at as committedAt, subject from commits where active = 1 order by id`,
    )
    .all()
    .map(({ sha, ...row }) => ({ ...row, sha: hex(sha) ?? '', parents: parents.pluck().all(row.id) }))
}

export function readPulls(db: Database): readonly PlainPull[] {
  const commits = db.prepare<[number], { sha: Buffer; at: number }>(
    'select sha, authored_at as at from pull_request_commits where pull_request_id = ?',
  )
  const said = db.prepare<object, number | null>(
    `select min(at) from (
       select submitted_at as at, author_id, pull_request_id from pull_request_reviews
       union all select created_at, author_id, pull_request_id from pull_request_comments) x
     join accounts a on a.id = x.author_id and a.bot = 0
     where pull_request_id = @id and a.id is not @author and at <= @mergedAt`,
  )
  return db
    .prepare<
      [],
      {
        id: number
        createdAt: number
        mergedAt: number
        branch: string
        mergeSha: Buffer | null
        author: number | null
      }
    >(
      `select p.id, p.created_at as createdAt, p.merged_at as mergedAt, n.name as branch, p.merge_commit_sha as mergeSha, p.author_id as author
       from pull_requests p join names n on n.id = p.head_branch_id
       where p.active = 1 and p.state = 'merged' and p.merged_at is not null order by p.id`,
    )
    .all()
    .map(({ author, mergeSha, ...row }) => {
      const own = commits.all(row.id)
      return {
        ...row,
        mergeSha: hex(mergeSha),
        commitsAt: own.map(({ at }) => at),
        commitShas: own.map(({ sha }) => hex(sha) ?? ''),
        respondedAt: said.pluck().get({ id: row.id, author, mergedAt: row.mergedAt }) ?? null,
      }
    })
}

export function findAll(
  db: Database,
  rule: DeploymentRule,
  byId: ReadonlyMap<number, Commit>,
  bySha: ReadonlyMap<string, Commit>,
): readonly Found[] {
  const commitOf = (sha: Buffer | null) => bySha.get(hex(sha) ?? '')?.id ?? null
  if (rule.source === 'deployments') {
    const statuses = db.prepare<[number], { state: string; at: number }>(
      'select state, at from hosted_deployment_statuses where hosted_deployment_id = ?',
    )
    return db
      .prepare<[], { id: number; environment: string; sha: Buffer }>(
        `select d.id, e.name as environment, d.sha from hosted_deployments d join names e on e.id = d.environment_id where d.active = 1`,
      )
      .all()
      .filter(({ environment }) => new RegExp(rule.environment, 'u').test(environment))
      .flatMap(({ id, environment, sha }) => {
        const all = statuses.all(id)
        const [good, bad] = [
          all.filter(({ state }) => state === 'success').map(({ at }) => at),
          all.filter(({ state }) => state === 'failure' || state === 'error').map(({ at }) => at),
        ]
        const one = { key: `d${id}`, environment, commit: commitOf(sha) }
        if (good.length > 0) {
          const finishedAt = Math.max(...good)
          const later = bad.filter(at => at > finishedAt)
          return { ...one, finishedAt, failed: false, brokeAt: later.length > 0 ? Math.min(...later) : null }
        }
        return bad.length > 0 ? { ...one, finishedAt: Math.max(...bad), failed: true, brokeAt: null } : []
      })
  }
  if (rule.source === 'workflows') {
    return db
      .prepare<[], { id: number; name: string; sha: Buffer; conclusion: string; at: number }>(
        `select w.id, n.name, w.sha, w.conclusion, w.updated_at as at from workflow_runs w join names n on n.id = w.name_id
         where w.active = 1 and w.status = 'completed'`,
      )
      .all()
      .filter(({ name, conclusion }) => name.includes(rule.workflow) && ['success', 'failure'].includes(conclusion))
      .map(({ id, sha, conclusion, at }) => ({
        ...{ key: `w${id}`, environment: null, commit: commitOf(sha) },
        ...{ finishedAt: at, failed: conclusion === 'failure', brokeAt: null },
      }))
  }
  const succeeded = { environment: null, failed: false, brokeAt: null }
  const ofCommit = (id: number, finishedAt: number) => ({ ...succeeded, key: `c${id}`, commit: id, finishedAt })
  const committedAt = (id: number) => byId.get(id)?.committedAt ?? 0
  if (rule.source === 'tags') {
    return db
      .prepare<[], { name: string; id: number; taggedAt: number | null }>(
        'select name, commit_id as id, tagged_at as taggedAt from tags where active = 1 and commit_id is not null',
      )
      .all()
      .filter(({ name, id }) => new RegExp(rule.pattern, 'u').test(name) && byId.has(id))
      .map(({ id, taggedAt }) => ofCommit(id, taggedAt ?? committedAt(id)))
  }
  const head = db
    .prepare<[], number>(`select commit_id from branches where active = 1 and name = 'heads/main'`)
    .pluck()
    .get()
  return line(byId, head)
    .filter(id => rule.source === 'commits' || (byId.get(id)?.parents.length ?? 0) > 1)
    .map(id => ofCommit(id, committedAt(id)))
}
