import type { Database } from 'better-sqlite3'
import type {
  BranchEntity,
  CommitEntity,
  CommitStatsEntity,
  GitRemovedKind,
  ServiceCommitsEntity,
  TagEntity,
} from '../../../shared/model/entities.ts'
import { createBranchWriter } from './branch-writer.ts'
import { createCommitIds } from './commit-ids.ts'
import { createCommitStatsWriter } from './commit-stats-writer.ts'
import { createCommitWriter } from './commit-writer.ts'
import type { PeopleWriter } from './people-writer.ts'
import { createServiceCommitWriter } from './service-commit-writer.ts'
import { deactivateUnseen } from './sweep.ts'
import { createTagWriter, type RefOutcome } from './tag-writer.ts'

/** The writers of everything that belongs to one repository. */
export interface RepositoryRows {
  writeCommit(commit: CommitEntity): boolean
  writeStats(stats: CommitStatsEntity): boolean
  writeServiceCommits(part: ServiceCommitsEntity): boolean
  writeRef(ref: TagEntity | BranchEntity): RefOutcome
  remove(kind: GitRemovedKind, key: string): boolean
  /** Which of these commits have no active row. */
  missingCommits(shas: readonly string[]): readonly string[]
  removeUnseen(kind: GitRemovedKind, seen: ReadonlySet<string>): number
  flush(): void
}

export function createRepositoryRows(db: Database, repositoryId: number, people: PeopleWriter): RepositoryRows {
  const ids = createCommitIds(db, repositoryId)
  const commits = createCommitWriter(db, repositoryId, { ids, people })
  const writeTag = createTagWriter(db, repositoryId, { ids, people })
  const writeBranch = createBranchWriter(db, repositoryId, ids)
  const deactivateTag = db.prepare<[number, string]>(deactivateByName('tags'))
  const deactivateBranch = db.prepare<[number, string]>(deactivateByName('branches'))

  const hasCommit = db
    .prepare<[number, Buffer]>('select 1 from commits where repository_id = ? and sha = ? and active = 1')
    .pluck()

  return {
    missingCommits: shas => shas.filter(sha => hasCommit.get(repositoryId, Buffer.from(sha, 'hex')) === undefined),
    writeCommit: commits.write,
    writeStats: createCommitStatsWriter(db, repositoryId),
    writeServiceCommits: createServiceCommitWriter(db, repositoryId, ids),
    writeRef: ref => (ref.kind === 'tag' ? writeTag(ref) : writeBranch(ref)),
    remove(kind, key) {
      switch (kind) {
        case 'commit':
          return commits.remove(key)
        case 'tag':
          return deactivateTag.run(repositoryId, key).changes > 0
        case 'branch':
          return deactivateBranch.run(repositoryId, key).changes > 0
      }
    },
    removeUnseen(kind, seen) {
      commits.flush()
      return deactivateUnseen(db, repositoryId, kind, seen)
    },
    flush: commits.flush,
  }
}

const deactivateByName = (table: 'tags' | 'branches') =>
  `update ${table} set active = 0 where repository_id = ? and name = ? and active = 1`
