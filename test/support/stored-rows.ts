import { createHash } from 'node:crypto'
import { connectDatabase } from '../../src/main/store/connect.ts'

/** What a sync has stored, by what the rows mean rather than by their ids: equal for equal content, however it got there. */
const contents: Readonly<Record<string, string>> = {
  commits: `select hex(c.sha), a.email, a.name, k.email, authored_at, author_offset_minutes, committed_at, committer_offset_minutes,
      subject, parents, c.active, additions, deletions, files
    from commits c join people a on a.id = author_id join people k on k.id = committer_id order by 1`,
  parents: `select hex(c.sha), position, hex(p.sha)
    from commit_parents join commits c on c.id = commit_id join commits p on p.id = parent_id order by 1, 2`,
  tags: 'select t.name, hex(c.sha), annotated, tagged_at, t.active from tags t left join commits c on c.id = commit_id order by 1',
  branches: 'select b.name, hex(c.sha), b.active from branches b join commits c on c.id = commit_id order by 1',
  people: 'select email, name, bot from people order by 1',
  deployments:
    'select d.name, hex(c.sha), finished_at, first from deployments d join commits c on c.id = commit_id order by 2',
  changes: `select hex(c.sha), d.name, lead_time_ms
    from deployment_changes x join commits c on c.id = x.commit_id join deployments d on d.id = deployment_id order by 1`,
}

export interface StoredRows {
  readonly count: number
  readonly digest: string
}

/** Count and digest of every table's content. Throws when the database fails its integrity check. */
export function storedRows(databasePath: string): Record<string, StoredRows> {
  const database = connectDatabase(databasePath, { readonly: true })
  try {
    const verdict = database.pragma('integrity_check', { simple: true })
    if (verdict !== 'ok') throw new Error(`integrity check: ${String(verdict)}`)
    return Object.fromEntries(
      Object.entries(contents).map(([name, sql]) => {
        const hash = createHash('sha256')
        let count = 0
        for (const row of database.prepare(sql).raw().iterate()) {
          hash.update(JSON.stringify(row))
          count++
        }
        return [name, { count, digest: hash.digest('hex') }]
      }),
    )
  } finally {
    database.close()
  }
}
