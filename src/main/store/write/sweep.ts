import type { Database } from 'better-sqlite3'
import type { GitRemovedKind } from '../../../shared/model/entities.ts'

const keys: Readonly<Record<GitRemovedKind, string>> = {
  commit: `select id, lower(hex(sha)) as key from commits where repository_id = ? and active = 1`,
  tag: `select id, name as key from tags where repository_id = ? and active = 1`,
  branch: `select id, name as key from branches where repository_id = ? and active = 1`,
}
const tables: Readonly<Record<GitRemovedKind, string>> = { commit: 'commits', tag: 'tags', branch: 'branches' }

/** How many active rows of the kind the repository has. */
export function countActive(db: Database, repositoryId: number, kind: GitRemovedKind): number {
  const count = `select count(*) from ${tables[kind]} where repository_id = ? and active = 1`
  return db.prepare<[number], number>(count).pluck().get(repositoryId) ?? 0
}

/** Makes a repository's rows of one kind inactive whose keys a complete sweep has not seen. Returns how many. */
export function deactivateUnseen(
  db: Database,
  repositoryId: number,
  kind: GitRemovedKind,
  seen: ReadonlySet<string>,
): number {
  const rows = db.prepare<[number], { id: number; key: string }>(keys[kind]).iterate(repositoryId)
  const gone: number[] = []
  for (const row of rows) if (!seen.has(row.key)) gone.push(row.id)
  const deactivate = db.prepare<[number]>(`update ${tables[kind]} set active = 0 where id = ?`)
  for (const id of gone) deactivate.run(id)
  return gone.length
}
