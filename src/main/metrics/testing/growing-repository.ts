import BetterSqlite3, { type Database } from 'better-sqlite3'
import type {
  HostedDeploymentEntity,
  PullRequestEntity,
  WorkflowRunEntity,
} from '../../../shared/model/code-entities.ts'
import type { Entity } from '../../../shared/model/entities.ts'
import { DataSourceId } from '../../../shared/model/ids.ts'
import { createEntityWriter } from '../../store/write/entity-writer.ts'
import { type GrowthEvent, rules } from './growth-events.ts'
import {
  account,
  ann,
  madeDeployment,
  madeHostedRepository,
  madePull,
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

/** A repository with a clone and a code host, in a copy of an empty database. */
export function growingRepository(empty: Buffer): GrowingRepository {
  const db = new BetterSqlite3(empty)
  db.pragma('foreign_keys = on')
  db.exec(`
    insert into connections (id, connector_id, name, settings, created_at, updated_at) values (1, 'git', 'Git', '{}', 0, 0), (2, 'github', 'Host', '{}', 0, 0);
    insert into data_sources (id, connection_id, external_id, name, kind, description) values (1, 1, 'shop', 'shop', 'repository', ''), (2, 2, 'shop', 'acme/shop', 'repository', '');
    insert into projects (id, connection_id, external_id, name, key, active) values (1, 2, '1', 'Shop', 'SHOP', 1)`)
  const git = createEntityWriter(db, { dataSourceId: DataSourceId.parse(1) })
  const host = createEntityWriter(db, { dataSourceId: DataSourceId.parse(2) })
  const write = (writer: typeof git, ...entities: readonly Entity[]) =>
    db.transaction(() => {
      for (const entity of entities) writer.write(entity)
      writer.flush()
    })()
  const remove = (writer: typeof git, ...removed: Parameters<typeof git.remove>) =>
    db.transaction(() => {
      writer.remove(...removed)
      writer.flush()
    })()

  let now = Date.UTC(2026, 0, 5)
  let count = 0
  let head = 0
  const commits: number[] = []
  const parentsOf = new Map<number, readonly number[]>()
  const deployments: HostedDeploymentEntity[] = []
  const pulls: PullRequestEntity[] = []
  const runs: WorkflowRunEntity[] = []
  const tags: string[] = []
  const later = (how: number) => {
    now += (how % 3) * hour + 1_000
    return now
  }
  const oneOf = <Item>(items: readonly Item[], pick: number): Item | undefined =>
    items.length === 0 ? undefined : items[Math.max(0, items.length - 1 - (pick % Math.min(items.length, 4)))]

  function commit(parents: readonly number[], how: number, toHead: boolean): number {
    const n = ++count
    const at = later(how)
    const branch = how % 2 === 0 ? 'hotfix/pay' : 'feature/pay'
    const earlier = oneOf(commits, how)
    const subjects = [`Change ${n}`, `Revert "Change ${earlier ?? n}"`, `SHOP-${(how % 3) + 1} change ${n}`]
    const subject = parents.length > 1 ? `Merge branch '${branch}'` : (subjects[how % 5] ?? `Change ${n}`)
    const person = { author: ann, authorOffsetMinutes: 0, committer: ann, committerOffsetMinutes: 0 }
    commits.push(n)
    parentsOf.set(n, parents)
    const entity: Entity = {
      ...person,
      kind: 'commit',
      sha: shaOf(n),
      parents: parents.map(shaOf),
      authoredAt: at - (how % 4) * day,
      committedAt: at,
      subject,
    }
    if (toHead) head = n
    write(git, entity, ...(toHead ? [branchAt(n)] : []))
    return n
  }
  const branchAt = (n: number): Entity => ({ kind: 'branch', name: 'heads/main', commitSha: shaOf(n) })

  function deploy(commitNumber: number, how: number, at: number): void {
    const deployment = madeDeployment(`d${deployments.length}`, commitNumber, how, at)
    deployments.push(deployment)
    write(host, deployment)
  }

  function pull(pick: number, how: number): void {
    const number = pulls.length + 1
    const at = later(how)
    const own = oneOf(commits, pick + 1) ?? 1
    const landed = how % 4 === 3 ? count + 1 : (oneOf(commits, pick) ?? 1)
    const pull = madePull(number, { own, landed, how, at })
    pulls.push(pull)
    write(host, pull)
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
    write(host, changed)
  }

  write(git, madeRepository)
  write(host, madeHostedRepository)

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
        deploy(some ?? head, 0, later(how))
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
        write(git, { kind: 'tag', name, commitSha, annotated: taggedAt !== null, taggedAt, tagger: null })
        return
      }
      case 'release': {
        const tag = oneOf(tags, pick) ?? `v2.${count}`
        const at = how % 5 === 4 ? now - day : later(how)
        if (how % 3 === 0)
          write(host, { kind: 'hosted_tag', externalId: tag, commitSha: shaOf(some ?? head), at: null })
        write(host, madeRelease(tag, how, at))
        return
      }
      case 'run': {
        const at = later(how)
        const run = madeRun(`w${runs.length}`, how % 3 === 2 ? (some ?? head) : head, how, at)
        runs.push(run)
        write(host, run)
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
        if (how % 4 === 0 && deployment) remove(host, { kind: 'hosted_deployment', key: deployment.externalId })
        if (how % 4 === 1 && gone) remove(host, { kind: 'pull_request', key: gone.externalId })
        if (how % 4 === 2 && name) remove(git, { kind: 'tag', key: name })
        return
      }
      case 'forcePush': {
        const before = parentsOf.get(head)?.[0]
        if (how % 3 !== 0 || before === undefined) return
        const gone = head
        head = before
        write(git, branchAt(head))
        remove(git, { kind: 'commit', key: shaOf(gone) })
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
    }
  }

  return { db, happen }
}
