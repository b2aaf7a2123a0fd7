import type { Database } from 'better-sqlite3'
import type { ServiceCommitsEntity } from '../../../shared/model/entities.ts'
import type { CommitIds } from './commit-ids.ts'

/**
 * Notes which commits touch a service's paths. Each call returns whether a row changed; what is of other paths than the service has now is left
 * out. To begin and to have them all changes the past of the repository.
 */
export function createServiceCommitWriter(
  db: Database,
  repositoryId: number,
  ids: CommitIds,
): (part: ServiceCommitsEntity) => boolean {
  const current = db
    .prepare<[number, number, string], 0 | 1>(
      'select listed_for is paths from services where id = ? and repository_id = ? and paths = ?',
    )
    .pluck()
  const setListed = db.prepare<[string | null, number]>('update services set listed_for = ? where id = ?')
  const forget = db.prepare<[number]>('delete from service_commits where service_id = ?')
  const insert = db.prepare<[number, number]>(
    'insert or ignore into service_commits (service_id, commit_id) values (?, ?)',
  )
  const note = db.prepare<[number, number]>(
    'insert or replace into service_changes (service_id, commit_id) values (?, ?)',
  )
  const tellOfPast = db.prepare<[number]>('update repositories set changed_seq = changed_seq + 1 where id = ?')
  return ({ serviceId, paths, shas, begin, complete }) => {
    const json = JSON.stringify(paths)
    const listed = current.get(serviceId, repositoryId, json)
    if (listed === undefined) return false
    let changed = begin === true || complete === true
    if (changed) tellOfPast.run(repositoryId)
    if (begin) {
      setListed.run(null, serviceId)
      forget.run(serviceId)
    }
    for (const sha of shas) {
      // One that the store refused has no row, and ships with nothing.
      const id = ids.find(sha)
      if (id === null || insert.run(serviceId, id).changes === 0) continue
      if (listed === 1 && !begin) note.run(serviceId, id)
      changed = true
    }
    if (complete) setListed.run(json, serviceId)
    return changed
  }
}
