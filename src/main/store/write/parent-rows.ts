import type { Database } from 'better-sqlite3'

export interface ParentRows {
  add(commitId: number, position: number, parentId: number): void
  /** Forgets the stored parents of a commit whose parents are about to be added anew. */
  clear(commitId: number): void
  /** Writes what is held back; to be called before the transaction ends. */
  flush(): void
}

/** Rows per statement: narrow rows gain from it. */
const batch = 64

/** Writes the commit graph's edges, many rows per statement. */
export function createParentRows(db: Database): ParentRows {
  const into = 'insert or ignore into commit_parents (commit_id, position, parent_id) values '
  const many = db.prepare<number[]>(into + Array(batch).fill('(?, ?, ?)').join(', '))
  const one = db.prepare<[number, number, number]>(`${into}(?, ?, ?)`)
  const remove = db.prepare<[number]>('delete from commit_parents where commit_id = ?')
  let held: number[] = []

  function flush(): void {
    for (let at = 0; at < held.length; at += 3) one.run(held[at] ?? 0, held[at + 1] ?? 0, held[at + 2] ?? 0)
    held = []
  }

  return {
    flush,
    add(commitId, position, parentId) {
      held.push(commitId, position, parentId)
      if (held.length < batch * 3) return
      many.run(...held)
      held = []
    },
    clear(commitId) {
      flush()
      remove.run(commitId)
    },
  }
}
