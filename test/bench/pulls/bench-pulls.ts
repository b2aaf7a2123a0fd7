import { deepEqual } from 'node:assert/strict'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { createMaintenance } from '../../../src/main/metrics/maintenance.ts'
import { createQueryThread, type QueryThread } from '../../../src/main/metrics/query-thread.ts'
import { connectDatabase } from '../../../src/main/store/connect.ts'
import { migrate } from '../../../src/main/store/migrate.ts'
import { migrations } from '../../../src/main/store/migrations/index.ts'
import { workerEntries } from '../../../src/main/worker-entries.ts'
import { RepositoryId, ServiceId } from '../../../src/shared/model/ids.ts'
import { MetricsFilter } from '../../../src/shared/model/metrics.ts'
import { type PullSort, PullsQuestion } from '../../../src/shared/model/pull-requests.ts'
import { timed } from '../programs.ts'
import { generatePulls } from './generate-pulls.ts'
import { generateServices } from './generate-services.ts'
import { plainSql } from './plain-sql.ts'

const logger = { debug() {}, info() {}, warn() {}, error: console.error }
const now = Date.UTC(2026, 5, 1)
const day = 86_400_000
const coldRuns = 20
const warmRuns = 40

/** `services` are nearly all. */
type Ask = (queries: QueryThread, run: number, services: readonly ServiceId[]) => Promise<unknown>

/** A year that differs from run to run, so that no answer is one that was kept. */
const filter = (run: number) =>
  MetricsFilter.parse({
    from: now - (365 + run) * day,
    to: now - run * day,
    bucket: 'week',
    timeZone: 'UTC',
    repositoryIds: null,
  })

const questions: Readonly<Record<string, Ask>> = {
  'all figures of a year': (queries, run) => queries.run('pullMetrics', { filter: filter(run), now }),
  'review load of a year': (queries, run) => queries.run('reviewLoad', { filter: filter(run), byPerson: false }),
  'all figures of services': (queries, run, services) =>
    queries.run('pullMetrics', { filter: { ...filter(run), serviceIds: [...services] }, now }),
  'review load of services': (queries, run, services) =>
    queries.run('reviewLoad', { filter: { ...filter(run), serviceIds: [...services] }, byPerson: false }),
  'open pull requests, sorted': (queries, run) =>
    queries.run('pulls', {
      now,
      question: PullsQuestion.parse({
        filter: filter(run),
        what: { kind: 'open', which: 'all' },
        sort: 'idle',
        page: {},
      }),
    }),
  'merged in a year, sorted': (queries, run) => mergedBy('merge', queries, run),
  'merged in a year, by title': (queries, run) => mergedBy('title', queries, run),
}

function mergedBy(sort: PullSort, queries: QueryThread, run: number): Promise<unknown> {
  const { from, to } = filter(run)
  const what = { kind: 'merged', from, to } as const
  return queries.run('pulls', { now, question: PullsQuestion.parse({ filter: filter(run), what, sort, page: {} }) })
}

/** 200,000 generated pull requests: how long they take to take in, and every question of their page on the query thread. */
export async function benchPulls(folder: string): Promise<void> {
  const databasePath = join(folder, 'pulls.db')
  const db = connectDatabase(databasePath)
  await migrate(db, migrations, logger)
  generatePulls(db, { pulls: 200_000, now })
  const workers = workerEntries(new URL('../../../out/main/headless.js', import.meta.url).href)
  const maintenance = createMaintenance({
    entry: workers.maintenance,
    databasePath,
    logger,
    clock: { now: Date.now },
    onChanged: () => {},
  })
  console.log('pull requests: 200,000 with their reviews, comments and commits')
  line('taken in', await timed(() => maintenance.derivePulls()), '')
  const services = generateServices(db)
    .slice(1)
    .map(id => ServiceId.parse(id))
  const repositories = db.prepare<[], number>('select id from repositories').pluck().all()
  line(
    'told to 120 services',
    await timed(() => maintenance.derive(repositories.map(id => RepositoryId.parse(id)))),
    '',
  )
  await maintenance.derivePulls()
  await benchPlainSql(db, createQueryThread({ entry: workers.metrics, databasePath, logger }))
  for (const [name, ask] of Object.entries(questions)) {
    const open = () => createQueryThread({ entry: workers.metrics, databasePath, logger })
    const cold: Took[] = []
    for (let run = 0; run < coldRuns; run++) {
      const queries = open()
      await queries.run('teams', undefined)
      cold.push(await took(() => ask(queries, 0, services)))
      await queries.close()
    }
    const queries = open()
    await ask(queries, 0, services)
    const warm: Took[] = []
    for (let run = 1; run <= warmRuns; run++) warm.push(await took(() => ask(queries, run, services)))
    await queries.close()
    const { ms, cpuMs } = p95(warm)
    const { ms: coldMs, cpuMs: coldCpuMs } = p95(cold)
    line(
      name,
      ms,
      `cold ${show(coldMs)}; processor ${show(cpuMs)}, ${show(coldCpuMs)}; p95; targets 100 ms, cold 300 ms`,
    )
  }
  await maintenance.close()
  db.close()
}

/** The same figures with nothing derived: they must be the same. */
async function benchPlainSql(db: Database, queries: QueryThread): Promise<void> {
  const { from, to } = filter(0)
  const answers = new Map<string, unknown>()
  for (const [name, ask] of Object.entries(plainSql)) {
    line(`plain SQL: ${name}`, await timed(async () => void answers.set(name, ask(db, from, to))), 'nothing derived')
  }
  const { firstReview, merge, lines, throughput, withoutReview } = await queries.run('pullMetrics', {
    filter: filter(0),
    now,
  })
  const question = { filter: filter(0), what: { kind: 'merged', from, to }, sort: 'merge', page: {} } as const
  const slowest = await queries.run('pulls', { now, question: PullsQuestion.parse(question) })
  await queries.close()
  deepEqual(Object.fromEntries(answers), {
    'first review': { items: firstReview.spread.items, medianMs: firstReview.spread.medianMs },
    merged: {
      merged: throughput.merged,
      medianMs: merge.spread.medianMs,
      p85Ms: merge.spread.p85Ms,
      lines: lines.median,
    },
    'without review': withoutReview.count,
    'slowest merged': slowest.rows.map(({ id }) => id),
  })
}

interface Took {
  readonly ms: number
  /** Of all of the process's threads: what it takes on a machine that is busy with other things too. */
  readonly cpuMs: number
}

async function took(work: () => Promise<unknown>): Promise<Took> {
  const before = process.cpuUsage()
  const ms = await timed(async () => void (await work()))
  const { user, system } = process.cpuUsage(before)
  return { ms, cpuMs: (user + system) / 1_000 }
}

function p95(all: readonly Took[]): Took {
  const of = (name: keyof Took) => {
    const sorted = all.map(each => each[name]).sort((a, b) => a - b)
    return sorted[Math.ceil(sorted.length * 0.95) - 1] ?? 0
  }
  return { ms: of('ms'), cpuMs: of('cpuMs') }
}

const show = (ms: number) => (ms < 1_000 ? `${ms.toFixed(0)} ms` : `${(ms / 1_000).toFixed(2)} s`)

function line(what: string, ms: number, note: string): void {
  console.log(`  ${what.padEnd(36)}${show(ms).padStart(10)}   ${note}`.trimEnd())
}
