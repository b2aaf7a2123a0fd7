import { deepEqual } from 'node:assert/strict'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { createMaintenance } from '../../../src/main/metrics/maintenance.ts'
import { createQueryThread, type QueryThread } from '../../../src/main/metrics/query-thread.ts'
import { connectDatabase } from '../../../src/main/store/connect.ts'
import { migrate } from '../../../src/main/store/migrate.ts'
import { migrations } from '../../../src/main/store/migrations/index.ts'
import { workerEntries } from '../../../src/main/worker-entries.ts'
import { FlowFilter } from '../../../src/shared/model/flow-filter.ts'
import { CycleTimeQuestion } from '../../../src/shared/model/flow-metrics.ts'
import { type Measured, measured, rank, told } from '../measured.ts'
import { timed } from '../programs.ts'
import { generateIssues } from './generate-issues.ts'
import { plainSql } from './plain-sql.ts'
import { dayMs, type Question, questions } from './questions.ts'

const logger = { debug() {}, info() {}, warn() {}, error: console.error }
const clock = { now: Date.now }
const now = Date.UTC(2026, 5, 1)
const coldRuns = 10
const warmRuns = 40

/**
 * 100,000 generated issues with 1,200,000 rows of history in a database of their own: how long their facts take to derive, every
 * question of the flow screens to answer on the query thread, and a changed flow configuration to be seen.
 */
export async function benchFlow(folder: string): Promise<void> {
  const databasePath = join(folder, 'flow.db')
  const db = connectDatabase(databasePath)
  await migrate(db, migrations, logger)
  generateIssues(db, { issues: 100_000, changes: 1_200_000, now })
  const workers = workerEntries(new URL('../../../out/main/headless.js', import.meta.url).href)
  const maintenance = createMaintenance({
    entry: workers.maintenance,
    databasePath,
    logger,
    clock,
    onChanged: () => {},
    flowPauseMs: 0,
  })
  console.log('flow: 100,000 issues, 1,200,000 rows of history')
  line('facts derived', await timed(() => maintenance.deriveFlow()), '')

  const open = () => createQueryThread({ entry: workers.metrics, databasePath, logger })
  await benchPlainSql(db, open())
  for (const question of questions) await benchQuestion(question, open)
  await benchMapping(db, open())
  await benchSync(db, maintenance.deriveFlow, open())
  await maintenance.close()
  db.close()
}

type Open = () => QueryThread

/** Cold: a thread that has answered nothing about flow yet. Warm: one that has, asked for another period. */
async function benchQuestion(question: Question, open: Open): Promise<void> {
  const cold: Measured[] = []
  for (let run = 0; run < coldRuns; run++) {
    const queries = open()
    await queries.run('teams', undefined)
    cold.push(await measured(() => question.ask(queries, now, 0)))
    await queries.close()
  }
  const queries = open()
  await question.ask(queries, now, 0)
  const warm: Measured[] = []
  for (let run = 1; run <= warmRuns; run++) warm.push(await measured(() => question.ask(queries, now, run)))
  await queries.close()
  console.log(
    `  ${question.name.padEnd(36)} warm ${told(warm, 0.95)}, cold ${told(cold, 0.95)}   p95; targets 100 ms, 300 ms`,
  )
}

/** The same figures with nothing derived: they must be the same. */
async function benchPlainSql(db: Database, queries: QueryThread): Promise<void> {
  const answers = new Map<string, unknown>()
  for (const [name, ask] of Object.entries(plainSql)) {
    const tookMs = await timed(async () => void answers.set(name, ask(db, now - 365 * dayMs, now)))
    line(`plain SQL: ${name}`, tookMs, 'nothing derived')
  }
  const question = CycleTimeQuestion.parse({ filter: filter() })
  const { cycle } = await queries.run('flowCycleTime', { question, calendar })
  await queries.close()
  deepEqual(answers.get('cycle time'), { finished: cycle.items, medianMs: cycle.medianMs, p85Ms: cycle.p85Ms })
}

/** From the moment a changed configuration is saved until a chart of it is there. */
async function benchMapping(db: Database, queries: QueryThread): Promise<void> {
  const ask = () => queries.run('flowSteps', { question: filter(), calendar })
  await ask()
  const change = db.prepare(`
    insert into flow_versions (saved_at, author, summary, config)
    select 0, 'bench', '', json_set(config, '$.flows[0].mappings[3].stepId', json_extract(config, '$.flows[0].steps[0].id'))
    from flow_versions order by id desc limit 1`)
  const tookMs = await timed(async () => {
    change.run()
    await ask()
  })
  await queries.close()
  line('changed mapping until seen', tookMs, 'target 10 s')
}

/** A question asked after each of some small commits of a sync. */
async function benchSync(db: Database, deriveFlow: () => Promise<void>, queries: QueryThread): Promise<void> {
  const derived: number[] = []
  const asked: number[] = []
  const touch = db.prepare('update issues set revision = revision + 1 where id % 1000 = ?')
  for (let run = 0; run < coldRuns; run++) {
    touch.run(run)
    derived.push(await timed(deriveFlow))
    asked.push(await timed(async () => void (await queries.run('flowSteps', { question: filter(), calendar }))))
  }
  await queries.close()
  line('100 changed issues derived', p95(derived), 'p95')
  line('time in step asked after them', p95(asked), 'p95; target 300 ms')
}

const calendar = { days: [1, 2, 3, 4, 5], hours: { from: '09:00', to: '17:00' }, holidays: [] }
const filter = () => FlowFilter.parse({ from: now - 365 * dayMs, to: now, bucket: 'week', timeZone: 'UTC' })

const p95 = (times: readonly number[]) => rank(times, 0.95)

const show = (ms: number) => (ms < 1_000 ? `${ms.toFixed(0)} ms` : `${(ms / 1_000).toFixed(2)} s`)

function line(what: string, ms: number, ...notes: readonly string[]): void {
  console.log(`  ${what.padEnd(36)}${show(ms).padStart(10)}   ${notes.filter(note => note !== '').join('; ')}`)
}
