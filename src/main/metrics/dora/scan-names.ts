import type { Database } from 'better-sqlite3'
import { type KeyRules, keyRulesOf, loadProjectRules } from './key-rules.ts'
import { hostedSources } from './load-hosted.ts'
import { createKeyFinder, type PatternRun } from './named-keys.ts'
import { scanCommits } from './scan-commits.ts'
import { scanPullRequests } from './scan-pull-requests.ts'

interface State {
  readonly scanned_commit_id: number
  readonly scanned_for: string
}

/**
 * Reads what commits and pull requests of a repository say that came since the last time, or all of them when the rules by which texts
 * name issues are others. Answers whether anything changed of what they say.
 */
export async function scanNames(db: Database, repositoryId: number, find?: PatternRun['find']): Promise<boolean> {
  const sources = hostedSources(db, repositoryId)
  const rules = keyRulesOf(loadProjectRules(db), sources)
  const state = db.prepare<[number], State>(stateOf).get(repositoryId)
  const all = state?.scanned_for !== rules.mark
  // Of any repository: of one alone, all its commits would have to be looked at.
  const through = db.prepare<[], number | null>('select max(id) from commits').pluck().get() ?? 0
  const findKeys = createKeyFinder(rules, { ...(find && { find }), onTry: tryNoter(db) })
  const after = all ? 0 : (state?.scanned_commit_id ?? 0)
  const commits = await scanCommits(db, { repositoryId, after, through, find: findKeys })
  const pulls = await scanPullRequests(db, { sources, repositoryId, all, find: findKeys })
  if (commits || pulls) db.prepare(countUp).run(repositoryId)
  if (all || after < through) {
    const before = state?.scanned_commit_id ?? 0
    db.prepare(saveState).run({ repositoryId, before, through: Math.max(after, through), mark: rules.mark })
  }
  return commits || pulls
}

/** Repositories whose texts were read for other rules than those in force. Those not worked out yet will be read when they are. */
export function repositoriesToName(db: Database): readonly number[] {
  const projects = loadProjectRules(db)
  return db
    .prepare<[], { readonly id: number; readonly scannedFor: string }>(readRepositories)
    .all()
    .filter(({ id, scannedFor }) => rulesFor(db, projects, id).mark !== scannedFor)
    .map(({ id }) => id)
}

const rulesFor = (db: Database, projects: Parameters<typeof keyRulesOf>[0], repositoryId: number): KeyRules =>
  keyRulesOf(projects, hostedSources(db, repositoryId))

/**
 * Patterns that were being tried when their thread was ended for taking too long are not tried again. True when there were any.
 */
export function giveUpPatterns(db: Database): boolean {
  return db.prepare('update issue_key_rules set too_slow = 1, trying = 0 where trying = 1').run().changes > 0
}

/** Notes in the database whose patterns are being tried, for `giveUpPatterns`. */
function tryNoter(db: Database): (projectId: number | null) => void {
  const begin = db.prepare('update issue_key_rules set trying = 1 where project_id = ?')
  const end = db.prepare('update issue_key_rules set trying = 0 where trying = 1')
  return projectId => void (projectId === null ? end.run() : begin.run(projectId))
}

const stateOf = 'select scanned_commit_id, scanned_for from delivery_states where repository_id = ?'

const countUp = 'update delivery_states set named_version = named_version + 1 where repository_id = ?'

/** What came late for a commit meanwhile has set its place back: it is read next time. */
const saveState = `
  insert into delivery_states (repository_id, unit, scanned_commit_id, scanned_for) values (@repositoryId, 'commit', @through, @mark)
  on conflict (repository_id) do update set scanned_for = excluded.scanned_for,
    scanned_commit_id = iif(scanned_commit_id = @before, @through, scanned_commit_id)`

const readRepositories = `
  select r.id, coalesce(d.scanned_for, '') as scannedFor from repositories r
  join data_sources s on s.id = r.data_source_id join connections c on c.id = s.connection_id and c.removed_at is null
  join delivery_states d on d.repository_id = r.id order by r.id`
