import type { Database } from 'better-sqlite3'

/**
 * The lowest and the highest id of a repository's commits. They lie close together, as they were loaded: one scan over that range
 * beats a look-up per commit by far.
 */
export function commitRange(db: Database, repositoryId: number): readonly [number, number] {
  const range = db
    .prepare<[number], [number | null, number | null]>('select min(id), max(id) from commits where repository_id = ?')
    .raw()
    .get(repositoryId)
  return [range?.[0] ?? 0, range?.[1] ?? -1]
}
