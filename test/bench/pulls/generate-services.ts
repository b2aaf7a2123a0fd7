import type { Database } from 'better-sqlite3'
import { createRandom } from '../../support/random.ts'

/** Services of each repository. */
const services = ['api', 'web', 'mobile']

/**
 * Gives every generated repository a clone with a commit for each merged pull request, and services: of five commits one touches two of them and
 * one none. Answers the ids of the services.
 */
export function generateServices(db: Database): readonly number[] {
  const random = createRandom(12)
  const repositories = db.prepare<[], number>('select id from repositories').pluck().all()
  const merged = db.prepare<[number], { readonly id: number; readonly at: number }>(
    `select id, merged_at as at from pull_requests where data_source_id = ? and state = 'merged' order by merged_at`,
  )
  const commit = db.prepare(
    `insert into commits (repository_id, sha, author_id, committer_id, authored_at, author_offset_minutes, committed_at,
       committer_offset_minutes, subject, parents) values (?, ?, 1, 1, ?, 0, ?, 0, 'A subject of ordinary length', 1)`,
  )
  const mergedAs = db.prepare('update pull_requests set merge_commit_sha = ? where id = ?')
  const service = db.prepare(
    `insert into services (repository_id, name, paths, listed_for, updated_at) values (?, ?, '["x"]', '["x"]', 0)`,
  )
  const touching = db.prepare('insert into service_commits (service_id, commit_id) values (?, ?)')
  return db.transaction(() =>
    repositories.flatMap(repository => {
      const ids = services.map(name => Number(service.run(repository, name).lastInsertRowid))
      for (const { id, at } of merged.all(repository)) {
        const sha = Buffer.alloc(20, 1)
        sha.writeUInt32BE(id)
        const commitId = Number(commit.run(repository, sha, at, at).lastInsertRowid)
        mergedAs.run(sha, id)
        const first = Math.floor(random() * ids.length)
        const touched = [1, 1, 1, 2, 0][Math.floor(random() * 5)] ?? 0
        for (let i = 0; i < touched; i++) touching.run(ids[(first + i) % ids.length], commitId)
      }
      return ids
    }),
  )()
}
