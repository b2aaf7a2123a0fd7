import type { Database } from 'better-sqlite3'
import type { CommitStatsEntity } from '../../../shared/model/entities.ts'
import { shaBlob } from './sha.ts'

/** Writes line counts onto commits already stored. Each call returns whether the row changed. */
export function createCommitStatsWriter(db: Database, repositoryId: number): (stats: CommitStatsEntity) => boolean {
  const update = db.prepare<[number, number, number, number, Buffer, number, number, number]>(
    `update commits set additions = ?, deletions = ?, files = ? where repository_id = ? and sha = ?
       and (additions is not ? or deletions is not ? or files is not ?)`,
  )
  return ({ sha, additions, deletions, files }) =>
    update.run(additions, deletions, files, repositoryId, shaBlob(sha), additions, deletions, files).changes > 0
}
