import type { Database } from 'better-sqlite3'
import { type AuthorCondition, countedAuthors } from './authors.ts'
import type { Selection } from './selection.ts'

/** What a change is: a merged pull request where the code host tells of them, else a commit. */
export interface ChangeUnit {
  readonly unit: 'commit' | 'pull_request'
  /** Where its changes are (alias `x`). */
  readonly table: 'deployment_changes' | 'pull_request_changes'
  /** The selected repositories whose changes are of this unit, as a JSON array. */
  readonly ids: string
  /** Leaves out changes (alias `x`) by inactive people, and by others than the selection's authors. */
  readonly authors: AuthorCondition
}

/** The units of the selected repositories; those that no repository has are left out. */
export function changeUnits(db: Database, selection: Selection): readonly ChangeUnit[] {
  const withPulls = new Set(
    db.prepare<[], number>(`select repository_id from delivery_states where unit = 'pull_request'`).pluck().all(),
  )
  const ids = [...selection.names.keys()]
  const commits = ids.filter(id => !withPulls.has(id))
  const pulls = ids.filter(id => withPulls.has(id))
  const authors = countedAuthors(db, { includeBots: true }, selection.authors)
  // Mostly all count, and then no author needs to be looked up.
  const by = (author: string): AuthorCondition =>
    authors.everybody
      ? { sql: '', parameters: [] }
      : { sql: `and ${author} ${authors.are}`, parameters: [authors.parameter] }
  return [
    ...(commits.length === 0 && pulls.length > 0
      ? []
      : [
          {
            unit: 'commit' as const,
            table: 'deployment_changes' as const,
            ids: JSON.stringify(commits),
            authors: by(commitAuthor),
          },
        ]),
    ...(pulls.length === 0
      ? []
      : [
          {
            unit: 'pull_request' as const,
            table: 'pull_request_changes' as const,
            ids: JSON.stringify(pulls),
            authors: by(pullAuthor),
          },
        ]),
  ]
}

/** Whose a commit is (alias `x` of `deployment_changes`). */
export const commitAuthor = '(select author_id from commits where id = x.commit_id)'
/** Whose a pull request is (alias `x` of `pull_request_changes`): whoever began it. */
export const pullAuthor = `(select author_id from pull_request_commits where pull_request_id = x.pull_request_id order by position limit 1)`
