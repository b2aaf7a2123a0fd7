import type { Database } from 'better-sqlite3'
import { writeInShortTransactions } from '../store/write/short-transactions.ts'

/** Deletes the commits of services that were removed. */
export async function forgetServiceCommits(db: Database): Promise<void> {
  const commits = db.prepare<[number], number>('select commit_id from service_commits where service_id = ?').pluck()
  const remove = db.prepare('delete from service_commits where service_id = ? and commit_id = ?')
  for (const serviceId of db.prepare<[], number>(removedServices).pluck().all()) {
    await writeInShortTransactions(db, commits.all(serviceId), part => {
      for (const commitId of part) remove.run(serviceId, commitId)
    })
  }
  db.prepare('delete from service_changes where service_id not in (select id from services)').run()
}

/** Goes from service to service: a `distinct` would go from row to row. */
const removedServices = `
  with recursive stored (id) as (
    select min(service_id) from service_commits
    union all
    select (select min(service_id) from service_commits where service_id > stored.id) from stored where id is not null)
  select id from stored where id is not null and id not in (select id from services)`
