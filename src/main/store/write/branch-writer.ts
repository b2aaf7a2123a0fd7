import type { Database } from 'better-sqlite3'
import type { BranchEntity } from '../../../shared/model/entities.ts'
import type { CommitIds } from './commit-ids.ts'
import { shaBlob } from './sha.ts'
import type { RefOutcome } from './tag-writer.ts'

/** Writes branches. One whose commit has no row is left as it was and reported as not resolved. */
export function createBranchWriter(
  db: Database,
  repositoryId: number,
  ids: CommitIds,
): (branch: BranchEntity) => RefOutcome {
  const upsert = db.prepare<[number, string, number]>(
    `insert into branches (repository_id, name, commit_id) values (?, ?, ?)
     on conflict (repository_id, name) do update set commit_id = excluded.commit_id, active = 1
     where active = 0 or commit_id <> excluded.commit_id`,
  )
  return branch => {
    shaBlob(branch.commitSha)
    const commitId = ids.find(branch.commitSha)
    if (commitId === null) return { written: false, resolved: false }
    return { written: upsert.run(repositoryId, branch.name, commitId).changes > 0, resolved: true }
  }
}
