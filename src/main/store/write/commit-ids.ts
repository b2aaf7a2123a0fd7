import type { Database } from 'better-sqlite3'

export interface CommitIds {
  /** The row id of a commit of this repository; null when it has no row. */
  find(sha: string): number | null
  remember(sha: string, id: number): void
}

/** Commits in one generation: parents are mostly among the last few thousand. */
const generationSize = 32_768

/**
 * Finds a repository's commits by sha: the newest 32 to 64 thousand in memory, older ones by a prepared look-up, so that
 * memory stays bounded however long the history.
 */
export function createCommitIds(db: Database, repositoryId: number): CommitIds {
  const select = db
    .prepare<[number, Buffer], number>('select id from commits where repository_id = ? and sha = ?')
    .pluck()
  let young = new Map<string, number>()
  let old = new Map<string, number>()

  function remember(sha: string, id: number): void {
    if (young.size >= generationSize) {
      old = young
      young = new Map()
    }
    young.set(sha, id)
  }

  return {
    remember,
    find(sha) {
      const recent = young.get(sha) ?? old.get(sha)
      if (recent !== undefined) return recent
      const id = select.get(repositoryId, Buffer.from(sha, 'hex'))
      if (id === undefined) return null
      remember(sha, id)
      return id
    },
  }
}
