import type { Database } from 'better-sqlite3'
import { writeInShortTransactions } from '../../store/write/short-transactions.ts'
import type { FindKeys } from './named-keys.ts'
import { mergedBranch, revertedSha, revertedSubject } from './subjects.ts'

/** Ids of commits that are looked at in one go: few enough that their messages are gone before they count as kept. */
const idsAtOnce = 4_000

interface Candidate {
  readonly id: number
  readonly subject: string
  readonly body: string | null
}

interface Scan {
  readonly repositoryId: number
  /** The ids of the commits: after … through. */
  readonly after: number
  readonly through: number
  readonly find: FindKeys
}

/**
 * Reads the messages of some of a repository's commits: what they revert, the branch they merge, the issues they name. True when
 * anything changed of what was known of them. Pull requests that were merged as a commit with another key, or hold it, are to be read
 * again.
 */
export async function scanCommits(db: Database, { repositoryId, after, through, find }: Scan): Promise<boolean> {
  const messages = db.prepare<[number, number, number], Candidate>(worthReading)
  const stored = db.prepare<[number, number, number], [number, string]>(storedKeys).raw()
  const mark = db.prepare(
    'insert or replace into commit_marks (commit_id, reverts, reverts_sha, branch) values (?, ?, ?, ?)',
  )
  const name = db.prepare('insert or ignore into commit_issues (commit_id, key) values (?, ?)')
  const forget = db.prepare('delete from commit_issues where commit_id = ? and key = ?')
  const readPullsAgain = db.prepare(outdatePulls)
  let changed = false
  for (let from = after; from < through; from += idsAtOnce) {
    const to = Math.min(from + idsAtOnce, through)
    const known = new Set(stored.all(from, to, repositoryId).map(([id, key]) => `${id} ${key}`))
    const candidates = messages.all(from, to, repositoryId)
    const keys = find(candidates.map(({ subject, body }) => (body === null ? subject : `${subject}\n${body}`)))
    await writeInShortTransactions(db, [...candidates.entries()], part => {
      for (const [i, { id, subject, body }] of part) {
        const reverts = revertedSubject(subject)
        const sha = body === null ? null : revertedSha(subject, body)
        const branch = mergedBranch(subject)
        if (reverts !== null || sha !== null || branch !== null) {
          mark.run(id, reverts, sha === null ? null : Buffer.from(sha, 'hex'), branch)
          changed = true
        }
        for (const key of keys[i] ?? []) {
          if (known.delete(`${id} ${key}`)) continue
          name.run(id, key)
          readPullsAgain.run({ id })
          changed = true
        }
      }
    })
    await writeInShortTransactions(db, [...known], part => {
      for (const row of part) {
        const space = row.indexOf(' ')
        forget.run(Number(row.slice(0, space)), row.slice(space + 1))
      }
    })
    changed ||= known.size > 0
  }
  return changed
}

/** Messages that can say anything, in one pass over the range of ids: a repository's lie close together. */
const worthReading = `
  select c.id, c.subject, m.text as body from commits c not indexed left join commit_mentions m on m.commit_id = c.id
  where c.id > ? and c.id <= ? and c.repository_id = ?
    and (c.subject like 'revert%' or c.subject like 'merge%' or c.subject glob '*[0-9]*' or m.commit_id is not null) order by c.id`

const outdatePulls = `
  update pull_requests set named_revision = 0 where named_revision <> 0 and id in (
    select id from pull_requests where merge_commit_sha = (select sha from commits where id = @id)
    union select pull_request_id from pull_request_commits where sha = (select sha from commits where id = @id))`

const storedKeys = `
  select n.commit_id, n.key from commit_issues n join commits c on c.id = n.commit_id
  where n.commit_id > ? and n.commit_id <= ? and c.repository_id = ?`
