import type { Database } from 'better-sqlite3'
import type { ServiceCommitsEntity } from '../../../shared/model/entities.ts'
import type { CommitIds } from './commit-ids.ts'

/** Notes which commits touch a service's paths. Each call returns whether a row changed; what is of other paths than the service has now is left out. */
export function createServiceCommitWriter(
  db: Database,
  repositoryId: number,
  ids: CommitIds,
): (part: ServiceCommitsEntity) => boolean {
  const current = db.prepare<[number, number, string]>(
    'select 1 from services where id = ? and repository_id = ? and paths = ?',
  )
  const setListed = db.prepare<[string | null, number]>('update services set listed_for = ? where id = ?')
  const forget = db.prepare<[number]>('delete from service_commits where service_id = ?')
  const insert = db.prepare<[number, number]>(
    'insert or ignore into service_commits (service_id, commit_id) values (?, ?)',
  )
  return ({ serviceId, paths, shas, begin, complete }) => {
    const json = JSON.stringify(paths)
    if (!current.get(serviceId, repositoryId, json)) return false
    let changed = begin === true || complete === true
    if (begin) {
      setListed.run(null, serviceId)
      forget.run(serviceId)
    }
    for (const sha of shas) {
      // One that the store refused has no row, and ships with nothing.
      const id = ids.find(sha)
      if (id !== null && insert.run(serviceId, id).changes > 0) changed = true
    }
    if (complete) setListed.run(json, serviceId)
    return changed
  }
}
