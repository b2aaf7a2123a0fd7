import type { Database } from 'better-sqlite3'
import { writeInShortTransactions } from '../../store/write/short-transactions.ts'
import { hostedSources } from '../dora/load-hosted.ts'
import { landedBy } from '../dora/merged-pull-requests.ts'

/** In place of a service: it touches the paths of none, or Git does not know its commits. */
export const noService = 0
export const untoldService = -1

type Row = readonly [pullRequestId: number, serviceId: number]

/**
 * Works out which services of a repository the pull requests of its code host belong to: those whose paths what landed of it touches, or, of
 * one that did not land or whose merge Git does not know, any of its own commits. True when anything was written.
 */
export async function derivePullServices(db: Database, repositoryId: number): Promise<boolean> {
  const { added, gone } = db.transaction(() => differences(db, repositoryId, null))()
  await writeInShortTransactions(db, added, rowWriter(db, repositoryId))
  await writeInShortTransactions(db, gone, rowRemover(db, repositoryId))
  return added.length + gone.length > 0
}

/** `derivePullServices` for these pull requests alone, in the caller's transaction. */
export function deriveSomePullServices(db: Database, repositoryId: number, ids: readonly number[]): boolean {
  const { added, gone } = differences(db, repositoryId, ids)
  rowWriter(db, repositoryId)(added)
  rowRemover(db, repositoryId)(gone)
  return added.length + gone.length > 0
}

function rowWriter(db: Database, repositoryId: number): (rows: readonly Row[]) => void {
  const insert = db.prepare(
    'insert into pull_request_services (pull_request_id, repository_id, service_id) values (?, ?, ?)',
  )
  return rows => {
    for (const [pull, service] of rows) insert.run(pull, repositoryId, service)
  }
}

function rowRemover(db: Database, repositoryId: number): (rows: readonly Row[]) => void {
  const remove = db.prepare(
    'delete from pull_request_services where pull_request_id = ? and repository_id = ? and service_id = ?',
  )
  return rows => {
    for (const [pull, service] of rows) remove.run(pull, repositoryId, service)
  }
}

function differences(db: Database, repositoryId: number, ids: readonly number[] | null) {
  const some = ids !== null
  const input = { repositoryId, ...(some && { ids: JSON.stringify(ids) }) }
  const listed = db.prepare<object>(anyToTell).get(input) !== undefined
  const wanted = listed
    ? db
        .prepare<object, Row>(services(some))
        .raw()
        .all({ ...input, sources: JSON.stringify(hostedSources(db, repositoryId)) })
    : []
  const stored = db.prepare<object, Row>(storedServices(some)).raw().all(input)
  const isStored = new Set(stored.map(keyOf))
  const isWanted = new Set(wanted.map(keyOf))
  return {
    added: wanted.filter(row => !isStored.has(keyOf(row))),
    gone: stored.filter(row => !isWanted.has(keyOf(row))),
  }
}

const keyOf = ([pull, service]: Row) => `${pull} ${service}`

/** Only a clone tells what a commit touches. */
const anyToTell = `
  select 1 from services v join repositories r on r.id = v.repository_id and r.history = 'clone' where r.id = @repositoryId limit 1`

const ofClone = 'c.repository_id = @repositoryId and c.active = 1'

/** Commits of merges within a pull request bring what others did: they tell nothing. */
const services = (some: boolean) => `
  with recursive listed as materialized (select id from services where repository_id = @repositoryId and listed_for = paths),
  merged as materialized (
    select p.id, case p.state when 'merged' then (select c.id from commits c where c.sha = p.merge_commit_sha and ${ofClone}) end as merge_id
    from pull_requests p
    where ${some ? 'p.id in (select value from json_each(@ids)) and +' : ''}p.data_source_id in (select value from json_each(@sources))
      and p.active = 1),
  landed (pull_request_id, commit_id, before) as (${landedBy('true')}),
  own as materialized (
    select m.id as pull_request_id, c.id as commit_id, coalesce(c.parents, 1) < 2 as tells from merged m
    cross join pull_request_commits pc on pc.pull_request_id = m.id
    left join commits c on c.sha = pc.sha and ${ofClone}
    where m.merge_id is null),
  parts as (
    select pull_request_id, commit_id from landed
    union all
    select pull_request_id, commit_id from own where commit_id is not null and tells),
  touching as materialized (
    select distinct parts.pull_request_id, x.service_id from parts
    cross join listed cross join service_commits x on x.service_id = listed.id and x.commit_id = parts.commit_id),
  known as (
    select id from merged where merge_id is not null
    union all
    select pull_request_id from own group by 1 having count(*) = count(commit_id))
  select pull_request_id, service_id from touching
  union all
  select id, iif(id in (select id from known)
    and not exists (select 1 from services where repository_id = @repositoryId and listed_for is not paths), ${noService}, ${untoldService})
  from merged where id not in (select pull_request_id from touching)`

const storedServices = (some: boolean) => `
  select pull_request_id, service_id from pull_request_services
  where ${some ? 'pull_request_id in (select value from json_each(@ids)) and ' : ''}repository_id = @repositoryId`
