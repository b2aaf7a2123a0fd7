import type { Database } from 'better-sqlite3'
import { writeInShortTransactions } from '../../store/write/short-transactions.ts'
import { hostedSources } from './load-hosted.ts'
import { projectKeys } from './scan-subjects.ts'
import { issueKeys } from './subjects.ts'

/** Notes the issues that titles and branches of a repository's pull requests name. True when anything was written. */
export async function scanPullRequests(db: Database, repositoryId: number): Promise<boolean> {
  const sources = hostedSources(db, repositoryId)
  if (sources.length === 0) return false
  const prefixes = projectKeys(db)
  const input = JSON.stringify(sources)
  const pulls = db.prepare<[string], [number, string, string]>(titles).raw().all(input)
  const wanted = new Map(
    pulls.flatMap(([id, title, branch]) =>
      issueKeys(`${title} ${branch}`, prefixes).map(key => [`${id} ${key}`, { id, key }]),
    ),
  )
  const stored = new Map(
    db
      .prepare<[string], { id: number; key: string }>(storedNames)
      .all(input)
      .map(row => [`${row.id} ${row.key}`, row]),
  )
  const added = [...wanted].filter(([name]) => !stored.has(name)).map(([, row]) => row)
  const gone = [...stored].filter(([name]) => !wanted.has(name)).map(([, row]) => row)
  const insert = db.prepare('insert or ignore into pull_request_issues (pull_request_id, key) values (?, ?)')
  const remove = db.prepare('delete from pull_request_issues where pull_request_id = ? and key = ?')
  await writeInShortTransactions(db, added, rows => {
    for (const { id, key } of rows) insert.run(id, key)
  })
  await writeInShortTransactions(db, gone, rows => {
    for (const { id, key } of rows) remove.run(id, key)
  })
  return added.length + gone.length > 0
}

const ofSources = 'p.data_source_id in (select value from json_each(?)) and p.active = 1'

const titles = `
  select p.id, p.title, b.name from pull_requests p join names b on b.id = p.head_branch_id where ${ofSources}`

const storedNames = `
  select n.pull_request_id as id, n.key from pull_requests p join pull_request_issues n on n.pull_request_id = p.id
  where ${ofSources}`
