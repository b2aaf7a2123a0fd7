import type { Database } from 'better-sqlite3'
import type { DeploymentRule } from '../../../shared/model/repository.ts'

/*
 * What is delivered and what fails a second time, from metrics.md and the rows that syncs write: plain sets and loops, whatever they cost.
 * Nothing here is used by the product, and nothing here uses it. Of one repository as a whole, with a graph, by Weir's own incident rules.
 */

const day = 24 * 3_600_000

export interface PlainDeployment {
  readonly key: string
  readonly commit: number | null
  readonly finishedAt: number
  readonly brokeAt: number | null
}

interface Found extends PlainDeployment {
  readonly failed: boolean
}

interface Commit {
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

export interface PlainIncident {
  readonly beganAt: number
  readonly endedAt: number | null
  readonly deployment: number | null
}

export interface PlainDelivery {
  readonly deployments: readonly (PlainDeployment & {
    readonly first: boolean
    readonly failed: boolean
    readonly restoredAt: number | null
    readonly unplanned: boolean
  })[]
  /** Pull requests and their deployment's place. */
  readonly pulls: readonly (PlainPull & { readonly place: number })[]
  /** Commits that shipped, and their deployment's place. */
  readonly commits: readonly (Commit & { readonly place: number })[]
  readonly usesPulls: boolean
  readonly incidents: readonly PlainIncident[]
}

export function plainDelivery(db: Database, rule: DeploymentRule): PlainDelivery {
  const commits = readCommits(db)
  const byId = new Map(commits.map(commit => [commit.id, commit]))
  const bySha = new Map(commits.map(commit => [commit.sha, commit]))
  const reachable = (from: number): ReadonlySet<number> => {
    const seen = new Set<number>()
    for (const next = [from]; next.length > 0; ) {
      const id = next.pop() ?? 0
      if (seen.has(id) || !byId.has(id)) continue
      seen.add(id)
      next.push(...(byId.get(id)?.parents ?? []))
    }
    return seen
  }
  const found = findAll(db, rule, byId, bySha)
  const counted = inOrder(found, rule, reachable)
  const contents = counted.map(({ commit }) => (commit === null ? new Set<number>() : reachable(commit)))
  const first = counted.findIndex(({ commit }) => commit !== null)
  /** The earliest deployment that holds a commit; null for none, and for the first, of which nothing can be told. */
  const placeOf = (id: number): number | null => {
    const place = contents.findIndex(content => content.has(id))
    return place < 0 || place === first ? null : place
  }
  const shipped = commits.flatMap(commit => {
    const place = placeOf(commit.id)
    return place === null ? [] : { ...commit, place }
  })
  const all = readPulls(db)
  const pulls = all.flatMap(pull => {
    const landed = pull.mergeSha === null ? undefined : bySha.get(pull.mergeSha)
    const places = landed ? [placeOf(landed.id)] : pull.commitShas.map(sha => placeOf(bySha.get(sha)?.id ?? 0))
    const known = places.filter(place => place !== null)
    return known.length === 0 ? [] : { ...pull, place: Math.min(...known) }
  })

  const made = [
    ...shipped.flatMap(commit => {
      const reverted = /^Revert "(.+)"$/.exec(commit.subject)?.[1]
      const isOut = !shipped.some(
        ({ id, subject, place }) => id !== commit.id && subject === reverted && place === commit.place,
      )
      return reverted && isOut ? { key: `revert:${commit.id}`, beganAt: commit.authoredAt, fix: commit.place } : []
    }),
    ...pulls
      .filter(({ branch }) => branch.startsWith('hotfix/'))
      .map(({ id, commitsAt, createdAt, place }) => ({
        key: `hotfix:p${id}`,
        beganAt: commitsAt.length > 0 ? Math.min(...commitsAt) : createdAt,
        fix: place,
      })),
    ...shipped
      .filter(
        ({ subject, sha }) =>
          /^Merge branch 'hotfix\//.test(subject) && !pulls.some(({ mergeSha }) => mergeSha === sha),
      )
      .map(({ id, authoredAt, parents, place }) => {
        const own = line(byId, parents[1])
        const base = new Set(line(byId, parents[0]))
        const brought = own.slice(
          0,
          own.findIndex(each => base.has(each)) < 0 ? own.length : own.findIndex(each => base.has(each)),
        )
        const times = brought.map(each => byId.get(each)?.authoredAt ?? authoredAt)
        return { key: `hotfix:${id}`, beganAt: times.length > 0 ? Math.min(...times) : authoredAt, fix: place }
      }),
    ...found
      .filter(({ failed }) => failed)
      .map(({ key, finishedAt }) => ({ key: `deployment:${key}`, beganAt: finishedAt, fix: null })),
    ...counted.flatMap(({ key, brokeAt }) =>
      brokeAt === null ? [] : { key: `deployment:${key}`, beganAt: brokeAt, fix: null },
    ),
  ]
  const links = new Map(
    db.prepare<[], [string, string | null]>('select incident_key, deployment_key from incident_links').raw().all(),
  )
  const judged = made.map(({ key, beganAt, fix }) => {
    const before = counted.findLastIndex(({ finishedAt }) => finishedAt < beganAt)
    const byRule = before >= 0 && beganAt - (counted[before]?.finishedAt ?? 0) <= 7 * day ? before : null
    const said = links.get(key)
    const linked = said === undefined || said === null ? said : counted.findIndex(each => each.key === said)
    const deployment = linked === undefined || linked === -1 ? byRule : linked
    const isLater = (place: number) =>
      deployment === null ? (counted[place]?.finishedAt ?? 0) > beganAt : place > deployment
    const after = counted.findIndex(({ finishedAt }) => finishedAt > beganAt)
    const next = deployment === null ? undefined : counted[deployment + 1]
    const wasOutBefore =
      deployment !== null &&
      next?.commit != null &&
      counted.slice(0, deployment).some(({ commit }) => commit === next.commit)
    const ends = [
      ...(fix !== null && isLater(fix) ? [fix] : []),
      ...(fix === null && after >= 0 ? [after] : []),
      ...(wasOutBefore ? [(deployment ?? 0) + 1] : []),
    ]
    const end = ends.length > 0 ? (counted[Math.min(...ends)]?.finishedAt ?? null) : null
    return { beganAt, deployment, endedAt: end, fix }
  })
  return {
    usesPulls: all.length > 0,
    pulls,
    commits: shipped,
    incidents: judged,
    deployments: counted.map((deployment, place) => {
      const own = judged.filter(incident => incident.deployment === place)
      const ends = own.map(({ endedAt }) => endedAt)
      const last = ends.every(end => end !== null) ? Math.max(...ends) : null
      return {
        ...deployment,
        first: place === first,
        failed: own.length > 0,
        restoredAt: own.length > 0 && last !== null && last >= deployment.finishedAt ? last : null,
        unplanned: place !== first && made.some(({ fix }) => fix === place),
      }
    }),
  }
}

const line = (byId: ReadonlyMap<number, Commit>, from: number | undefined): readonly number[] => {
  const found: number[] = []
  for (let id = from; id !== undefined && byId.has(id); id = byId.get(id)?.parents[0]) found.push(id)
  return found
}

const hex = (sha: Buffer | null) => sha?.toString('hex') ?? null

function readCommits(db: Database): readonly Commit[] {
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

function readPulls(db: Database): readonly PlainPull[] {
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

function findAll(
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
      .flatMap(({ id, sha }) => {
        const all = statuses.all(id)
        const [good, bad] = [
          all.filter(({ state }) => state === 'success').map(({ at }) => at),
          all.filter(({ state }) => state === 'failure' || state === 'error').map(({ at }) => at),
        ]
        const one = { key: `d${id}`, commit: commitOf(sha) }
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
        ...{ key: `w${id}`, commit: commitOf(sha), finishedAt: at, failed: conclusion === 'failure', brokeAt: null },
      }))
  }
  const succeeded = { failed: false, brokeAt: null }
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

/** A code host's as they come, repeats of what is out left out; else once for each commit. */
function inOrder(
  found: readonly Found[],
  { source }: DeploymentRule,
  reachable: (commit: number) => ReadonlySet<number>,
): readonly PlainDeployment[] {
  const counted = found.filter(({ failed }) => !failed)
  if (source === 'deployments' || source === 'workflows') {
    const sorted = counted.toSorted((a, b) => a.finishedAt - b.finishedAt || (a.key < b.key ? -1 : 1))
    return sorted.filter(({ commit }, i) => commit === null || commit !== sorted[i - 1]?.commit)
  }
  const earliest = [...Map.groupBy(counted, ({ commit }) => commit).values()].flatMap(same =>
    same.toSorted((a, b) => a.finishedAt - b.finishedAt).slice(0, 1),
  )
  const size = (commit: number | null) => (commit === null ? 0 : reachable(commit).size)
  return earliest.sort((a, b) => a.finishedAt - b.finishedAt || size(a.commit) - size(b.commit))
}
