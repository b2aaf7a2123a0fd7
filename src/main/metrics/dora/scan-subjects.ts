import type { Database } from 'better-sqlite3'
import { writeInShortTransactions } from '../../store/write/short-transactions.ts'
import { issueKeys, mergedBranch, revertedSubject } from './subjects.ts'

interface Candidate {
  readonly id: number
  readonly subject: string
}

interface State {
  readonly scanned_commit_id: number
  readonly scanned_for: string
}

/**
 * Reads the subjects of commits that came since the last time: what they revert, the branch they merge, the issues they name. All of them
 * are read again when a tracker's project is new. True when anything was written.
 */
export async function scanSubjects(db: Database, repositoryId: number): Promise<boolean> {
  const prefixes = projectKeys(db)
  const scannedFor = [...prefixes].sort().join(' ')
  const state = db
    .prepare<[number], State>('select scanned_commit_id, scanned_for from delivery_states where repository_id = ?')
    .get(repositoryId)
  const last = db.prepare<[number], number | null>('select max(id) from commits where repository_id = ?').pluck()
  const through = last.get(repositoryId) ?? 0
  const after = state?.scanned_for === scannedFor ? state.scanned_commit_id : 0
  if (state && after >= through) return false

  const candidates = db.prepare<[number, number, number], Candidate>(worthReading).all(after, through, repositoryId)
  const mark = db.prepare('insert or replace into commit_marks (commit_id, reverts, branch) values (?, ?, ?)')
  const name = db.prepare('insert or ignore into commit_issues (commit_id, key) values (?, ?)')
  let written = false
  await writeInShortTransactions(db, candidates, part => {
    for (const { id, subject } of part) {
      const reverts = revertedSubject(subject)
      const branch = mergedBranch(subject)
      const keys = issueKeys(subject, prefixes)
      if (reverts !== null || branch !== null) mark.run(id, reverts, branch)
      for (const key of keys) name.run(id, key)
      written ||= reverts !== null || branch !== null || keys.length > 0
    }
  })
  db.prepare(saveState).run(repositoryId, through, scannedFor)
  return written
}

/** The keys of every project there is, in capitals: what an issue's key can begin with. */
export function projectKeys(db: Database): ReadonlySet<string> {
  return new Set(db.prepare<[], string>('select distinct upper(key) from projects').pluck().all())
}

/** Subjects that can say anything, in one pass over the range of ids: a repository's lie close together. */
const worthReading = `
  select id, subject from commits not indexed where id > ? and id <= ? and repository_id = ?
    and (subject like 'revert%' or subject like 'merge%' or subject glob '*[A-Za-z0-9_]-[1-9]*') order by id`

const saveState = `
  insert into delivery_states (repository_id, unit, scanned_commit_id, scanned_for) values (?, 'commit', ?, ?)
  on conflict (repository_id) do update set scanned_commit_id = excluded.scanned_commit_id, scanned_for = excluded.scanned_for`
