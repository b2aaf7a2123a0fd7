import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { createDispatch, type Handlers } from '../../src/main/api/dispatch.ts'
import { flowHandlers } from '../../src/main/api/flow.ts'
import { flowMetricHandlers } from '../../src/main/api/flow-metrics.ts'
import { metricHandlers } from '../../src/main/api/metrics.ts'
import { pullRequestHandlers } from '../../src/main/api/pull-requests.ts'
import { qualityHandlers } from '../../src/main/api/quality.ts'
import { deriveIssues } from '../../src/main/flow/derive-issues.ts'
import { keepDefaultFlow } from '../../src/main/flow/keep-default-flow.ts'
import { deriveRepository, staleRepositories } from '../../src/main/metrics/derive-repository.ts'
import { adoptHosted } from '../../src/main/metrics/dora/adopt-hosted.ts'
import { derivePulls } from '../../src/main/metrics/pulls/derive-pulls.ts'
import { type QueryInput, type QueryName, type QueryOutput, queries } from '../../src/main/metrics/queries.ts'
import type { QueryThread } from '../../src/main/metrics/query-thread.ts'
import type { Clock } from '../../src/main/ports.ts'
import { connectDatabase } from '../../src/main/store/connect.ts'
import { createClient } from '../../src/shared/contract/client.ts'
import type { PreferenceValues } from '../../src/shared/model/preferences.ts'
import { type Answers, answersOf, type Question } from './screen.ts'

const derivedTables = [
  'derivations',
  'shipped_commits',
  'service_changes',
  'pull_request_services',
  'incidents',
  'pull_request_changes',
  'deployment_changes',
  'deployments',
  'commit_marks',
  'commit_issues',
  'pull_request_issues',
  'delivery_states',
  'issue_chunks',
  'pull_request_chunks',
]

/**
 * What a process that has just been opened on the same data answers, after it has worked everything out from nothing: no memory of what was
 * asked, no row that was derived before.
 */
export async function answeredAfresh(
  databasePath: string,
  questions: readonly Question[],
  { clock, preferences }: { readonly clock: Clock; readonly preferences: PreferenceValues },
): Promise<Answers> {
  const folder = mkdtempSync(join(tmpdir(), 'weir-afresh-'))
  const db = await copyTo(join(folder, 'weir.db'), databasePath)
  try {
    await deriveAll(db, clock)
    const thread = threadOn(db)
    const asking = { queries: thread, preferences: { get: () => preferences }, clock }
    const handlers: Partial<Handlers> = {
      ...metricHandlers(thread),
      ...flowHandlers(asking),
      ...flowMetricHandlers(asking),
      ...pullRequestHandlers(asking),
      ...qualityHandlers(thread, clock),
      'repositories.list': () => queries.repositories(db),
      'services.list': input => queries.services(db, input),
      'incidents.list': input => queries.incidents(db, input),
      'incidents.rules': input => queries.incidentRules(db, input),
      'issueKeys.list': () => queries.issueKeys(db),
      'issues.code': input => queries.issueCode(db, input),
      'flow.get': () => queries.flowMapping(db),
      'people.list': input => queries.people(db, input),
      'people.suggestions': input => queries.suggestions(db, input),
      'teams.list': () => queries.teams(db),
      'teams.projects': () => queries.teamProjects(db),
    }
    const silent = { debug() {}, info() {}, warn() {}, error() {} }
    const dispatch = createDispatch({
      handlers: () => handlers,
      unavailable: () => {
        throw new Error('a question that is answered by no query')
      },
      logger: silent,
      newReportId: () => 'afresh',
    })
    const client = createClient({
      request: message => dispatch.handle({ id: 'afresh', role: 'admin', local: true }, message),
      subscribe: () => () => {},
      state: 'live',
      onState: () => () => {},
      close: () => {},
    })
    return await answersOf(client, questions)
  } finally {
    db.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A copy of what is committed. */
async function copyTo(path: string, databasePath: string): Promise<Database> {
  const source = connectDatabase(databasePath, { readonly: true })
  await source.backup(path)
  source.close()
  return connectDatabase(path)
}

async function deriveAll(db: Database, clock: Clock): Promise<void> {
  for (const table of derivedTables) db.exec(`delete from ${table}`)
  db.exec(`update repositories set derived_seq = changed_seq - 1, derived_rule = null;
    update issues set derived_revision = revision - 1; update pull_requests set derived_revision = revision - 1`)
  adoptHosted(db)
  const match = (pattern: string, names: readonly string[]) => names.map(name => new RegExp(pattern, 'u').test(name))
  for (const id of staleRepositories(db)) await deriveRepository(db, id, match)
  while ((await deriveIssues(db)).more);
  keepDefaultFlow(db, clock.now())
  while ((await derivePulls(db)).more);
}

const threadOn = (db: Database): QueryThread => ({
  async run<Name extends QueryName>(name: Name, input: QueryInput<Name>): Promise<QueryOutput<Name>> {
    const query = queries[name] as (db: Database, input: QueryInput<Name>) => QueryOutput<Name>
    return db.transaction(() => query(db, input))()
  },
  close: async () => {},
})
