import type { Database } from 'better-sqlite3'
import { writeInShortTransactions } from '../../store/write/short-transactions.ts'
import type { FindKeys } from './named-keys.ts'

/** Pull requests that are looked at in one go. */
const atOnce = 5_000

interface Candidate {
  readonly id: number
  readonly revision: number
  readonly text: string
}

interface Scan {
  readonly sources: readonly number[]
  /** The repository whose commits theirs may be among. */
  readonly repositoryId: number
  /** All of them; else those that have changed since they were read. */
  readonly all: boolean
  readonly find: FindKeys
}

/**
 * Notes the issues that some data sources' pull requests name: in their title, their branch, the subjects of their commits and, where these
 * or what merging made of them are in the repository, in the messages there. True when anything changed of what was known of them.
 */
export async function scanPullRequests(db: Database, { sources, repositoryId, all, find }: Scan): Promise<boolean> {
  const input = JSON.stringify(sources)
  const ids = db
    .prepare<[string], number>(all ? everyId : changedIds)
    .pluck()
    .all(input)
  const texts = db.prepare<object, Candidate>(textsOf)
  const stored = db.prepare<[string], [number, string]>(storedKeys).raw()
  const name = db.prepare('insert or ignore into pull_request_issues (pull_request_id, key) values (?, ?)')
  const forget = db.prepare('delete from pull_request_issues where pull_request_id = ? and key = ?')
  const read = db.prepare('update pull_requests set named_revision = ? where id = ? and named_revision <> ?')
  let changed = false
  for (let begin = 0; begin < ids.length; begin += atOnce) {
    const part = JSON.stringify(ids.slice(begin, begin + atOnce))
    const [pulls, known] = db.transaction(
      () => [texts.all({ part, repositoryId }), new Map<number, Set<string>>()] as const,
    )()
    for (const [id, key] of stored.all(part)) known.set(id, (known.get(id) ?? new Set()).add(key))
    const keys = find(pulls.map(({ text }) => text))
    await writeInShortTransactions(db, [...pulls.entries()], rows => {
      for (const [i, { id, revision }] of rows) {
        const before = known.get(id) ?? new Set()
        for (const key of keys[i] ?? []) {
          if (before.delete(key)) continue
          name.run(id, key)
          changed = true
        }
        for (const key of before) {
          forget.run(id, key)
          changed = true
        }
        read.run(revision, id, revision)
      }
    })
  }
  return changed
}

const everyId = 'select id from pull_requests where data_source_id in (select value from json_each(?)) order by id'
const changedIds = `
  select id from pull_requests indexed by pull_requests_to_name
  where data_source_id in (select value from json_each(?)) and named_revision <> revision order by id`

const textsOf = `
  select p.id, p.revision, concat_ws(char(10), p.title, b.name,
    (select group_concat(subject, char(10)) from pull_request_commits where pull_request_id = p.id),
    (select group_concat(concat_ws(char(10), c.subject, m.text), char(10)) from (
        select sha from pull_request_commits where pull_request_id = p.id union select p.merge_commit_sha) own
      join commits c on c.repository_id = @repositoryId and c.sha = own.sha
      left join commit_mentions m on m.commit_id = c.id)) as text
  from pull_requests p join names b on b.id = p.head_branch_id where p.id in (select value from json_each(@part)) order by p.id`

const storedKeys = `
  select pull_request_id, key from pull_request_issues where pull_request_id in (select value from json_each(?))`
