import type { Database } from 'better-sqlite3'
import type { CommitEntity } from '../../../shared/model/entities.ts'
import type { CommitIds } from './commit-ids.ts'
import { createMentionRows } from './mention-rows.ts'
import { createParentRows } from './parent-rows.ts'
import type { PeopleWriter } from './people-writer.ts'
import { shaBlob } from './sha.ts'

export interface CommitWriter {
  /** Whether a row was written: inserted, changed or made active again. */
  write(commit: CommitEntity): boolean
  /** Whether the commit was active. */
  remove(sha: string): boolean
  flush(): void
}

interface Parts {
  readonly ids: CommitIds
  readonly people: PeopleWriter
}

interface Stored {
  readonly id: number
  readonly author_id: number
  readonly committer_id: number
  readonly active: 0 | 1
  readonly parents: number
  readonly edges: number
}

/**
 * Writes commits and their graph. A sha fixes a commit's content, so a stored one can differ in three ways only: its people
 * (`.mailmap` changed), whether it is active, and the parents a shallow clone did not have before; and by what an earlier version of
 * Weir did not keep: what its body mentions.
 */
export function createCommitWriter(db: Database, repositoryId: number, { ids, people }: Parts): CommitWriter {
  const insert = db.prepare<(number | string | Buffer | null)[]>(
    `insert into commits (repository_id, sha, author_id, committer_id, authored_at, author_offset_minutes, committed_at,
       committer_offset_minutes, subject, parents, additions, deletions, files)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (repository_id, sha) do nothing`,
  )
  const find = db.prepare<[number, Buffer], Stored>(
    `select id, author_id, committer_id, active, parents, (select count(*) from commit_parents where commit_id = commits.id) as edges
     from commits where repository_id = ? and sha = ?`,
  )
  const refresh = db.prepare<[number, number, number]>(
    'update commits set author_id = ?, committer_id = ?, active = 1 where id = ?',
  )
  const regraft = db.prepare<[number, number | null, number | null, number | null, number]>(
    'update commits set parents = ?, additions = ?, deletions = ?, files = ? where id = ?',
  )
  const tellOfGraft = db.prepare<[number]>('update repositories set changed_seq = changed_seq + 1 where id = ?')
  const deactivate = db.prepare<[number, Buffer]>(
    'update commits set active = 0 where repository_id = ? and sha = ? and active = 1',
  )
  const edges = createParentRows(db)
  const mentions = createMentionRows(db, repositoryId)

  const linesUntilCounted = (commit: CommitEntity) => (commit.parents.length > 1 ? 0 : null)

  function addParents(id: number, parents: readonly string[]): void {
    for (let position = 0; position < parents.length; position++) {
      const parentId = ids.find(parents[position] ?? '')
      if (parentId !== null) edges.add(id, position, parentId)
    }
  }

  function writeStored(commit: CommitEntity, sha: Buffer, authorId: number, committerId: number): boolean {
    edges.flush()
    const stored = find.get(repositoryId, sha)
    if (!stored) return false
    ids.remember(commit.sha, stored.id)
    const changed = stored.author_id !== authorId || stored.committer_id !== committerId || stored.active === 0
    if (changed) refresh.run(authorId, committerId, stored.id)
    const mentioned = mentions.addLate(stored.id, commit.mentions)
    return regraftIfDifferent(commit, stored) || changed || mentioned
  }

  function regraftIfDifferent(commit: CommitEntity, stored: Stored): boolean {
    const count = commit.parents.length
    const reachable = commit.parents.filter(parent => ids.find(parent) !== null).length
    if (stored.parents === count && stored.edges === reachable) return false
    const lines = linesUntilCounted(commit)
    if (stored.parents !== count) regraft.run(count, lines, lines, lines, stored.id)
    edges.clear(stored.id)
    tellOfGraft.run(repositoryId)
    addParents(stored.id, commit.parents)
    return true
  }

  return {
    flush() {
      edges.flush()
      mentions.flush()
    },
    write(commit) {
      const sha = shaBlob(commit.sha)
      const authorId = people.idOf(commit.author, commit.authoredAt)
      const committerId = people.idOf(commit.committer, commit.committedAt)
      const lines = linesUntilCounted(commit)
      const { changes, lastInsertRowid } = insert.run(
        repositoryId,
        sha,
        authorId,
        committerId,
        commit.authoredAt,
        commit.authorOffsetMinutes,
        commit.committedAt,
        commit.committerOffsetMinutes,
        commit.subject,
        commit.parents.length,
        lines,
        lines,
        lines,
      )
      if (changes === 0) return writeStored(commit, sha, authorId, committerId)
      const id = Number(lastInsertRowid)
      ids.remember(commit.sha, id)
      addParents(id, commit.parents)
      mentions.add(id, commit.mentions)
      return true
    },
    remove: sha => deactivate.run(repositoryId, shaBlob(sha)).changes > 0,
  }
}
