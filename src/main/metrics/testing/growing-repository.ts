import type { Database } from 'better-sqlite3'
import type {
  HostedDeploymentEntity,
  PullRequestEntity,
  WorkflowRunEntity,
} from '../../../shared/model/code-entities.ts'
import type { Entity } from '../../../shared/model/entities.ts'
import { adoptHosted } from '../dora/adopt-hosted.ts'
import { growingDatabase, nowhere } from './growing-database.ts'
import { type GrowingServices, growingServices } from './growing-services.ts'
import { type GrowthEvent, rules } from './growth-events.ts'
import {
  account,
  madeCommit,
  madeDeployment,
  madeHostedRepository,
  madePull,
  madeRebased,
  madeRelease,
  madeRepository,
  madeRun,
  shaOf,
} from './made-up-entities.ts'
import { linkIncident, saveRule } from './said-by-user.ts'
import { day, hour } from './workspace.ts'

/** A database with the schema and nothing in it, to be copied. */
export interface GrowingRepository {
  readonly db: Database
  /** Writes what comes of an event as a sync would. */
  happen(event: GrowthEvent): void
}

/** As a whole; or in services, told apart by the paths that commits touch; or without a clone, by time. */
export type Measured = 'whole' | 'services' | 'by time'

/** A repository with a clone, unless it is measured by time, and a code host, in a copy of an empty database. */
export function growingRepository(empty: Buffer, measured: Measured): GrowingRepository {
  const { db, host, git: clone } = growingDatabase(empty)
  const git = measured === 'by time' ? nowhere : clone

  let now = Date.UTC(2026, 0, 5)
  let count = 0
  let head = 0
  let refused = false
  const commits: number[] = []
  const parentsOf = new Map<number, readonly number[]>()
  const authoredAt = new Map<number, number>()
  const deployments: HostedDeploymentEntity[] = []
  const pulls: PullRequestEntity[] = []
  const runs: WorkflowRunEntity[] = []
  const tags: string[] = []
  const later = (how: number) => {
    now += (how % 3) * hour + (how % 13 === 12 ? 4 * day : 0) + 1_000
    return now
  }
  const oneOf = <Item>(items: readonly Item[], pick: number): Item | undefined =>
    items.length === 0 ? undefined : items[Math.max(0, items.length - 1 - (pick % Math.min(items.length, 4)))]

  function commit(parents: readonly number[], how: number, toHead: boolean): number {
    const n = ++count
    const at = later(how)
    const branch = how % 2 === 0 ? 'hotfix/pay' : 'feature/pay'
    const earlier = oneOf(commits, how)
    const entity = madeCommit(n, { parents, how, at, branch, earlier: earlier ?? n })
    commits.push(n)
    parentsOf.set(n, parents)
    authoredAt.set(n, entity.authoredAt)
    if (toHead) head = n
    git.write(entity, ...(toHead ? [branchAt(n)] : []))
    services?.touch(shaOf(n), how >> 3)
    return n
  }
  const branchAt = (n: number): Entity => ({ kind: 'branch', name: 'heads/main', commitSha: shaOf(n) })

  function deploy(commitNumber: number, how: number, at: number): void {
    const deployment = madeDeployment(`d${deployments.length}`, commitNumber, how, at)
    deployments.push(deployment)
    host.write(deployment)
  }

  function pull(pick: number, how: number): void {
    const number = pulls.length + 1
    const at = later(how)
    const own = oneOf(commits, pick + 1) ?? 1
    const landed = how % 4 === 3 ? count + 1 : (oneOf(commits, pick) ?? 1)
    const pull = madePull(number, { own, landed, how, at })
    pulls.push(pull)
    host.write(pull)
  }

  function change<Item extends Entity & { readonly externalId: string }>(
    items: Item[],
    pick: number,
    by: (item: Item) => Item,
  ): void {
    const item = oneOf(items, pick)
    if (!item) return
    const changed = by(item)
    items[items.indexOf(item)] = changed
    host.write(changed)
  }

  git.write(madeRepository)
  host.write(madeHostedRepository)
  adoptHosted(db)
  const services: GrowingServices | null = measured === 'services' ? growingServices(db, git.write) : null

  function happen({ kind, pick, how }: GrowthEvent): void {
    const some = oneOf(commits, pick)
    switch (kind) {
      case 'commit':
        commit(head === 0 ? [] : [head], how, true)
        return
      case 'merge':
        if (some && head !== some) commit([head, some], how, true)
        return
      case 'side':
        if (some) commit([some], how, false)
        return
      case 'deploy':
        deploy(head, how, later(how))
        return
      case 'redeploy':
        deploy(some ?? head, how % 2, later(how))
        return
      case 'late':
        deploy(some ?? head, how, now - (how % 5) * 3 * hour)
        return
      case 'tell': {
        const states = ['inactive', 'success', 'failure']
        const status = { state: states[how % 3] ?? 'inactive', at: how % 2 === 0 ? later(how) : now }
        change(deployments, pick, one => ({ ...one, statuses: [...one.statuses, status] }))
        return
      }
      case 'pull':
        pull(pick, how)
        return
      case 'rebase': {
        const landed = Array.from({ length: 2 + (how % 2) }, (_, i) =>
          commit(head === 0 ? [] : [head], how + i * 8, true),
        )
        const made = madePull(pulls.length + 1, { own: head, landed: head, how: 1, at: later(how) })
        const rebased = { ...made, commits: landed.map(n => madeRebased(n, authoredAt.get(n) ?? 0)) }
        pulls.push(rebased)
        host.write(rebased)
        return
      }
      case 'list':
        services?.list()
        return
      case 'service':
        if (how % 3 === 0) services?.change(pick, how)
        return
      case 'finishPull': {
        const at = later(how)
        const sha = shaOf(some ?? head)
        change(pulls, pick, one => ({
          ...one,
          ...{ state: 'merged', mergedAt: at, mergeCommitSha: sha, payload: `${one.payload} ` },
        }))
        return
      }
      case 'review': {
        const review = {
          externalId: `r${how}`,
          author: account('cy'),
          state: 'approved',
          submittedAt: now - day,
        } as const
        const title = how % 2 === 0 ? { title: `SHOP-${how} told anew` } : {}
        change(pulls, pick, one => ({
          ...one,
          ...title,
          reviews: [...one.reviews, review],
          payload: `${one.payload} `,
        }))
        return
      }
      case 'tag': {
        const name = `v1.${tags.length}`
        tags.push(name)
        const taggedAt = how % 4 === 0 ? null : how % 5 === 4 ? now - day : later(how)
        const commitSha = shaOf(how % 3 === 2 ? (some ?? head) : head)
        if (head === 0) return
        git.write({ kind: 'tag', name, commitSha, annotated: taggedAt !== null, taggedAt, tagger: null })
        return
      }
      case 'release': {
        const tag = oneOf(tags, pick) ?? `v2.${count}`
        const at = how % 5 === 4 ? now - day : later(how)
        if (how % 3 === 0) host.write({ kind: 'hosted_tag', externalId: tag, commitSha: shaOf(some ?? head), at: null })
        host.write(madeRelease(tag, how, at))
        return
      }
      case 'run': {
        const at = later(how)
        const run = madeRun(`w${runs.length}`, how % 3 === 2 ? (some ?? head) : head, how, at)
        runs.push(run)
        host.write(run)
        return
      }
      case 'finishRun': {
        const updatedAt = later(how)
        const conclusion = how % 4 === 3 ? 'failure' : 'success'
        change(runs, pick, one => ({ ...one, status: 'completed', conclusion, updatedAt }))
        return
      }
      case 'remove': {
        const deployment = oneOf(deployments, pick)
        const gone = oneOf(pulls, pick)
        const name = oneOf(tags, pick)
        if (how % 4 === 0 && deployment) host.remove({ kind: 'hosted_deployment', key: deployment.externalId })
        if (how % 4 === 1 && gone) host.remove({ kind: 'pull_request', key: gone.externalId })
        if (how % 4 === 2 && name) git.remove({ kind: 'tag', key: name })
        return
      }
      case 'forcePush': {
        const before = parentsOf.get(head)?.[0]
        if (how % 3 !== 0 || before === undefined) return
        const gone = head
        head = before
        git.write(branchAt(head))
        git.remove({ kind: 'commit', key: shaOf(gone) })
        commits.splice(commits.indexOf(gone), 1)
        return
      }
      case 'rule': {
        if (how % 3 !== 0) return
        saveRule(db, rules[pick % rules.length] ?? null)
        return
      }
      case 'link':
        linkIncident(db, items => oneOf(items, pick), how, later(0))
        return
      case 'bot':
        if (how % 3 === 0) db.exec(`update accounts set bot = 1 - bot where external_id = 'ben'`)
        return
      case 'refuse':
        refused = how % 4 === 0 && !refused
        git.write({ ...madeRepository, historyProblem: refused ? 'refused' : null })
        return
      case 'rename':
        if (how % 4 === 0) host.write({ ...madeHostedRepository, defaultBranch: pick % 2 === 0 ? 'main' : 'trunk' })
    }
  }

  return { db, happen }
}
