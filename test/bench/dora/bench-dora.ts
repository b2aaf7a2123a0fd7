import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { createMaintenance } from '../../../src/main/metrics/maintenance.ts'
import { createQueryThread, type QueryThread } from '../../../src/main/metrics/query-thread.ts'
import { connectDatabase } from '../../../src/main/store/connect.ts'
import { migrate } from '../../../src/main/store/migrate.ts'
import { migrations } from '../../../src/main/store/migrations/index.ts'
import { workerEntries } from '../../../src/main/worker-entries.ts'
import { RepositoryId } from '../../../src/shared/model/ids.ts'
import { MetricsFilter } from '../../../src/shared/model/metrics.ts'
import { timed } from '../programs.ts'
import { addDeployments, addPulls, type DeliverySize, generateDelivery } from './generate-delivery.ts'

const logger = { debug() {}, info() {}, warn() {}, error: console.error }
const clock = { now: Date.now }
const now = Date.UTC(2026, 5, 1)
const dayMs = 86_400_000
const size: DeliverySize = { commits: 500_000, pullRequests: 200_000, deployments: 50_000, now }
const repository = RepositoryId.parse(1)
const coldRuns = 10
const warmRuns = 40
const newDeployments = 10

/**
 * 200,000 pull requests and 50,000 deployments over 500,000 commits: how long it takes to tell what shipped with what, from scratch and
 * for one new deployment, and every question of the DORA screen to answer on the query thread.
 */
export async function benchDora(folder: string): Promise<void> {
  const databasePath = join(folder, 'dora.db')
  const db = connectDatabase(databasePath)
  await migrate(db, migrations, logger)
  generateDelivery(db, size)
  const workers = workerEntries(new URL('../../../out/main/headless.js', import.meta.url).href)
  const maintenance = createMaintenance({
    entry: workers.maintenance,
    databasePath,
    logger,
    clock,
    onChanged: () => {},
  })
  console.log('dora: 200,000 pull requests, 50,000 deployments, 500,000 commits')
  line('from scratch', await timed(() => maintenance.derive([repository])), '')
  line('nothing new', await timed(() => maintenance.derive([repository])), '')
  const each: number[] = []
  for (let i = 1; i <= newDeployments; i++) {
    addOne(db, i)
    each.push(await timed(() => maintenance.derive([repository])))
  }
  line('one new deployment', Math.max(...each), `the slowest of ${newDeployments}`)
  const open = () => createQueryThread({ entry: workers.metrics, databasePath, logger })
  for (const [name, ask] of Object.entries(questions)) await benchQuestion(name, ask, open)
  await maintenance.close()
  db.close()
}

/** Ten commits, four pull requests among them, and the deployment that ships them. */
function addOne(db: Database, i: number): void {
  const first = size.commits + (i - 1) * 10 + 1
  const committedAt = `${now - 3 * 365 * dayMs} + i * ${Math.floor((3 * 365 * dayMs) / size.commits)}`
  db.exec(`
    with recursive s(i) as (select ${first} union all select i + 1 from s where i < ${first + 9})
    insert into commits (id, repository_id, sha, author_id, committer_id, authored_at, author_offset_minutes, committed_at, committer_offset_minutes, subject, parents)
      select i, 1, unhex(printf('%040x', i)), 1, 1, ${committedAt}, 0, ${committedAt}, 0, 'Change ' || i, 1 from s;
    insert into commit_parents (commit_id, position, parent_id) select id, 0, id - 1 from commits where id >= ${first};
    update branches set commit_id = ${first + 9}`)
  addPulls(db, size, size.pullRequests + (i - 1) * 4 + 1, size.pullRequests + i * 4)
  addDeployments(db, size, size.deployments + i, size.deployments + i)
  db.exec('update repositories set changed_seq = changed_seq + 1, appended_seq = appended_seq + 1')
}

type Ask = (queries: QueryThread, run: number) => Promise<unknown>

/** The last year; another hour for each run, so that no answer is a kept one. */
const filterOf = (run: number): MetricsFilter =>
  MetricsFilter.parse({
    from: now - 365 * dayMs - run * 3_600_000,
    to: now,
    bucket: 'week',
    timeZone: 'Europe/Berlin',
    repositoryIds: null,
  })
const page = { offset: 0, limit: 200 }

const questions: Readonly<Record<string, Ask>> = {
  'metrics.dora': (queries, run) => queries.run('dora', filterOf(run)),
  'metrics.deployments': (queries, run) => queries.run('deployments', { filter: filterOf(run), page }),
  'failed deployments': (queries, run) => queries.run('deployments', { filter: filterOf(run), only: 'failed', page }),
  'metrics.changes': (queries, run) => queries.run('changes', { filter: filterOf(run), deploymentId: null, page }),
  'incidents.list': (queries, run) => queries.run('incidents', { filter: filterOf(run), only: 'all', page }),
}

/** Cold: a thread that has answered nothing yet. Warm: one that has, asked for another period. */
async function benchQuestion(name: string, ask: Ask, open: () => QueryThread): Promise<void> {
  const cold: number[] = []
  for (let run = 0; run < coldRuns; run++) {
    const queries = open()
    await queries.run('teams', undefined)
    cold.push(await timed(async () => void (await ask(queries, 0))))
    await queries.close()
  }
  const queries = open()
  const warm: number[] = []
  for (let run = 0; run <= warmRuns; run++) warm.push(await timed(async () => void (await ask(queries, run))))
  await queries.close()
  line(name, p95(cold), `warm ${p95(warm.slice(1)).toFixed(0)} ms (p95 of ${warmRuns})`)
}

const p95 = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] ?? 0

const line = (what: string, ms: number, more: string) =>
  console.log(`  ${what.padEnd(24)} ${ms.toFixed(0).padStart(7)} ms  ${more}`)
