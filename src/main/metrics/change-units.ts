import type { Database } from 'better-sqlite3'
import { type AuthorCondition, among, countedAuthors } from './authors.ts'
import { ofServices, type Selection } from './selection.ts'

/** What a change is: a merged pull request where the code host tells of them, else a commit. */
export interface ChangeUnit {
  readonly unit: 'commit' | 'pull_request'
  /** Where its changes are (alias `x`). */
  readonly table: 'deployment_changes' | 'pull_request_changes'
  /** The selected repositories whose changes are of this unit, as a JSON array. */
  readonly ids: string
  /** Leaves out changes (alias `x`) by inactive people, by others than the selection's authors, and in deployments (`d`) of other services. */
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
  const by = changeAuthors(db, selection)
  const ofChosen = ({ sql, parameters }: AuthorCondition) => ({
    sql: `${ofServices('d', selection)} ${sql}`,
    parameters,
  })
  return [
    ...(commits.length === 0 && pulls.length > 0
      ? []
      : [
          {
            unit: 'commit' as const,
            table: 'deployment_changes' as const,
            ids: JSON.stringify(commits),
            authors: ofChosen(by.commits),
          },
        ]),
    ...(pulls.length === 0
      ? []
      : [
          {
            unit: 'pull_request' as const,
            table: 'pull_request_changes' as const,
            ids: JSON.stringify(pulls),
            authors: ofChosen(by.pulls),
          },
        ]),
  ]
}

/** Leaves out commits and pull requests (alias `x` of their changes) by inactive people, and by others than the selection's authors. */
export function changeAuthors(
  db: Database,
  { authors: only }: Pick<Selection, 'authors'>,
): { readonly commits: AuthorCondition; readonly pulls: AuthorCondition } {
  const { are, parameter, everybody } = countedAuthors(db, { includeBots: true }, only)
  // Mostly all count, and then no author needs to be looked up.
  if (everybody) return { commits: nobodyLeftOut, pulls: nobodyLeftOut }
  const commits = { sql: `and ${commitAuthor} ${are}`, parameters: [parameter] }
  if (only === null || only.accounts.length === 0)
    return { commits, pulls: { sql: `and ${pullAuthor} ${are}`, parameters: [parameter] } }
  const accounts = JSON.stringify(only.accounts)
  const isTheirs = `(${pullAuthor} ${are} or ${pullOpener} ${among} or ${pullCommitter} ${among})`
  return { commits, pulls: { sql: `and ${isTheirs}`, parameters: [parameter, accounts, accounts] } }
}

const nobodyLeftOut: AuthorCondition = { sql: '', parameters: [] }

const commitAuthor = '(select author_id from commits where id = x.commit_id)'
const firstCommit = 'from pull_request_commits where pull_request_id = x.pull_request_id order by position limit 1'
/** Whose a pull request is: whoever began it, by its first commit; as the code host knows them, by that or by who opened it. */
const pullAuthor = `(select author_id ${firstCommit})`
const pullCommitter = `(select account_id ${firstCommit})`
const pullOpener = '(select author_id from pull_requests where id = x.pull_request_id)'
