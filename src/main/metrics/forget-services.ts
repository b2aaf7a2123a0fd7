import type { Database } from 'better-sqlite3'
import type { TableName } from '../../shared/contract/events.ts'
import { writeInShortTransactions } from '../store/write/short-transactions.ts'
import { forgetServiceCommits } from './forget-service-commits.ts'
import type { MeasuredService } from './measured-services.ts'

/**
 * Deletes what was derived for services that a repository is not measured by (any more): those that were removed, or the repository as a
 * whole once it has services. Answers the tables that changed.
 */
export async function forgetServices(
  db: Database,
  repositoryId: number,
  measured: readonly MeasuredService[],
): Promise<readonly TableName[]> {
  const others = [repositoryId, JSON.stringify(measured.map(({ serviceId }) => serviceId))] as const
  const remove = async (table: 'deployments' | 'incidents') => {
    const ids = db
      .prepare<[number, string], number>(`select id from ${table} where ${ofOthers}`)
      .pluck()
      .all(...others)
    const one = db.prepare(`delete from ${table} where id = ?`)
    await writeInShortTransactions(db, ids, part => {
      for (const id of part) one.run(id)
    })
    return ids.length > 0
  }
  const incidents = await remove('incidents')
  const deployments = await remove('deployments')
  await forgetServiceCommits(db)
  return [...(incidents ? (['incidents'] as const) : []), ...(deployments ? (['deployments'] as const) : [])]
}

const ofOthers = 'repository_id = ? and service_id not in (select value from json_each(?))'
