import { loadavg } from 'node:os'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { createMaintenance, type Maintenance } from '../../../src/main/metrics/maintenance.ts'
import { createQueryThread, type QueryThread } from '../../../src/main/metrics/query-thread.ts'
import { connectDatabase } from '../../../src/main/store/connect.ts'
import { migrate } from '../../../src/main/store/migrate.ts'
import { migrations } from '../../../src/main/store/migrations/index.ts'
import { workerEntries } from '../../../src/main/worker-entries.ts'
import { RepositoryId } from '../../../src/shared/model/ids.ts'
import { defaultIncidentRules } from '../../../src/shared/model/incidents.ts'
import { type Measured, measured, told } from '../measured.ts'
import { addDeployments, addPulls, type DeliverySize, generateDelivery } from './generate-delivery.ts'
import { deployServices, generateServices, touchServices } from './generate-services.ts'
import { generateWork } from './generate-work.ts'
import { plainSql } from './plain-sql.ts'
import { dayMs, firstCommit, inProgress, now, periodOf, questions } from './questions.ts'

const logger = { debug() {}, info() {}, warn() {}, error: console.error }
const clock = { now: Date.now }
const size: DeliverySize = { commits: 500_000, pullRequests: 200_000, deployments: 50_000, now }
const repository = RepositoryId.parse(1)
const coldRuns = 10
const warmRuns = 40
const newDeployments = 40
const previews = 5
const issues = 100_000
const services = 10

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
  console.log(`dora: 200,000 pull requests, 50,000 deployments, 500,000 commits; load ${loadavg()[0]?.toFixed(1)}`)
  await benchDerivation(db, maintenance)
  generateWork(db, { ...size, issues })
  await maintenance.deriveFlow()
  const open = () => createQueryThread({ entry: workers.metrics, databasePath, logger })
  for (const [name, ask] of Object.entries(questions)) await benchQuestion(name, ask, open)
  await benchSwitch(open)
  for (const [name, ask] of Object.entries(plainSql)) await benchPlain(name, ask, databasePath)
  await benchPreviews(maintenance)
  await benchRuleChange(db, maintenance)
  await benchServices(db, maintenance)
  await maintenance.close()
  db.close()
}

async function benchDerivation(db: Database, maintenance: Maintenance): Promise<void> {
  const derive = () => maintenance.derive([repository])
  line('from scratch', told([await measured(derive)], 1))
  line('nothing new', told([await measured(derive)], 1))
  await benchNew(db, maintenance, 'one new deployment', addOne)
}

/** The repository split into services, each of which is deployed in turn. */
async function benchServices(db: Database, maintenance: Maintenance): Promise<void> {
  generateServices(db, { commits: size.commits + 10 * newDeployments, services })
  const derive = () => maintenance.derive([repository])
  line(`${services} services, from scratch`, told([await measured(derive)], 1))
  await benchNew(db, maintenance, 'one new deployment of a service', (db, i) => {
    const place = newDeployments + i
    addOne(db, place)
    touchServices(db, services, size.commits + (place - 1) * 10 + 1, size.commits + place * 10)
    deployServices(db, services, size.deployments + place)
  })
}

async function benchNew(
  db: Database,
  maintenance: Maintenance,
  name: string,
  add: (db: Database, i: number) => void,
): Promise<void> {
  const each: Measured[] = []
  for (let i = 1; i <= newDeployments; i++) {
    add(db, i)
    each.push(await measured(() => maintenance.derive([repository])))
  }
  line(name, `median ${told(each, 0.5)}, p95 of ${newDeployments} ${told(each, 0.95)}`)
}

/** Another rule for 50,000 deployments, and what it would find asked for meanwhile. */
async function benchRuleChange(db: Database, maintenance: Maintenance): Promise<void> {
  const rule = { source: 'deployments', environment: '^prod' } as const
  await maintenance.previewRule(repository, rule)
  db.prepare('insert into deployment_rules (repository_id, rule, updated_at) values (1, ?, 0)').run(
    JSON.stringify(rule),
  )
  db.exec('update repositories set changed_seq = changed_seq + 1')
  let derived: Promise<Measured> | undefined
  const asked = await measured(async () => {
    derived = measured(() => maintenance.derive([repository]))
    await maintenance.previewRule(repository, rule)
  })
  line('preview while deriving', told([asked], 1))
  if (derived) line('another rule', told([await derived], 1))
}

/** Who has read the figures from the first commit on asks for them from the first step in progress. */
async function benchSwitch(open: () => QueryThread): Promise<void> {
  const each: Measured[] = []
  for (let run = 0; run < coldRuns; run++) {
    const queries = open()
    await firstCommit(queries, 0)
    each.push(await measured(() => inProgress(queries, 0)))
    await queries.close()
  }
  line('switched to in progress', `first p95 ${told(each, 0.95)}`)
}

/** Ten commits, four pull requests among them, and the deployment that ships them, as a sync counts them up. */
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

/** Cold: a thread that has answered nothing yet. Warm: one that has, asked for another period. */
async function benchQuestion(name: string, ask: (typeof questions)[string], open: () => QueryThread): Promise<void> {
  const cold: Measured[] = []
  for (let run = 0; run < coldRuns; run++) {
    const queries = open()
    await queries.run('teams', undefined)
    cold.push(await measured(() => ask(queries, 0)))
    await queries.close()
  }
  const queries = open()
  const warm: Measured[] = []
  for (let run = 0; run <= warmRuns; run++) warm.push(await measured(() => ask(queries, run)))
  await queries.close()
  line(name, `cold p95 ${told(cold, 0.95)}, warm p95 ${told(warm.slice(1), 0.95)}`)
}

/** In this thread, cold: nobody keeps anything for it. */
async function benchPlain(name: string, ask: (typeof plainSql)[string], path: string): Promise<void> {
  const { from, to } = periodOf(0)
  const took = await measured(async () => {
    const db = connectDatabase(path, { readonly: true })
    ask(db, from, to)
    db.close()
  })
  line(`${name}, plain SQL`, told([took], 1))
}

async function benchPreviews(maintenance: Maintenance): Promise<void> {
  const environment = 'prod'
  const asks = {
    'repositories.previewRule': () => maintenance.previewRule(repository, { source: 'deployments', environment }),
    'incidents.previewRules': () => maintenance.previewIncidents(repository, defaultIncidentRules),
  }
  for (const [name, ask] of Object.entries(asks)) {
    const all: Measured[] = []
    for (let run = 0; run < previews; run++) all.push(await measured(ask))
    line(name, `slowest of ${previews} ${told(all, 1)}`)
  }
}

const line = (what: string, ms: string) => console.log(`  ${what.padEnd(32)} ${ms}`)
