import { zstdDecompressSync } from 'node:zlib'
import type { Database } from 'better-sqlite3'
import { expect, test } from 'vitest'
import { type Bench, settingsFor, startBench } from '../../../../test/support/jira-bench.ts'
import { addRun, type Sync, sync } from '../../ingest/test-support.ts'
import { purgeStep } from '../../metrics/purge.ts'
import { generateWorld } from '../../scenarios/simulators/jira/generated-world.ts'
import { freshDatabase, rowsOf } from '../../store/test-support.ts'

const products = ['cloud', 'data-center'] as const
type Product = (typeof products)[number]

/** A simulator and a database that syncs two of its projects. */
async function start(product: Product, sources = ['project:10000', 'project:10001']) {
  const world = generateWorld({ issues: 20, projects: 2, changes: 6 })
  const bench = await startBench({ product, world, limits: {} })
  const { db } = await freshDatabase(...sources)
  return { ...bench, db, run: (settings: object = {}) => run(db, bench, product, settings) }
}

async function run(db: Database, { connector, simulator }: Bench, product: Product, settings: object): Promise<Sync> {
  const done = await sync(db, connector, {
    now: Date.now,
    assignment: {
      runId: addRun(db),
      settings: { ...settingsFor(simulator, product), ...settings },
      credentials: { token: simulator.credentials.token },
    },
  })
  expect(done.ended).toEqual({ type: 'ended', outcome: 'finished' })
  return done
}

const lastRun = (db: Database) =>
  rowsOf(
    db,
    `select sum(read) as read, sum(written) as written, sum(deleted) as deleted, sum(skipped) as skipped
     from run_streams where run_id = (select max(run_id) from run_streams)`,
  )[0]
const count = (db: Database, what: string) => Number(db.prepare(`select count(*) from ${what}`).pluck().get())

for (const product of products) {
  test(`${product}: every issue and change is stored as the site has it`, async () => {
    const { db, simulator, run } = await start(product)
    await run({ worklogs: true })
    const { site } = simulator
    const issues = site.heads().flatMap(({ id }) => site.issue(id) ?? [])
    const stored = rowsOf(
      db,
      `select i.external_id as id, i.key, p.external_id as projectId, i.updated_at as updated, s.name as status, t.name as type,
         a.name as assignee, i.story_points as points, i.flagged, i.team,
         (select count(*) from issue_changes c where c.issue_id = i.id) as changes,
         (select count(*) from issue_labels l where l.issue_id = i.id) as labels,
         (select count(*) from worklogs w where w.issue_id = i.id) as worklogs
       from issues i join projects p on p.id = i.project_id join statuses s on s.id = i.status_id
         join issue_types t on t.id = i.issue_type_id left join accounts a on a.id = i.assignee_id order by i.updated_at, i.id`,
    )
    expect(stored).toEqual(
      issues.map(({ id, key, projectId, updated, fields, histories, worklogs }) => ({
        id,
        key,
        projectId,
        updated,
        status: (fields['status'] as { name: string }).name,
        type: (fields['issuetype'] as { name: string }).name,
        assignee: (fields['assignee'] as { displayName: string } | null)?.displayName ?? null,
        points: fields['customfield_10016'],
        flagged: fields['customfield_10021'] === null ? 0 : 1,
        team: (fields['customfield_10001'] as { name: string }).name,
        changes: histories.flatMap(({ items }) => items).length,
        labels: (fields['labels'] as readonly string[]).length,
        worklogs: worklogs.length,
      })),
    )
  })

  test(`${product}: an issue's status changes tell its way from the first status to the present one`, async () => {
    const { db, run } = await start(product)
    await run()
    const changes = db
      .prepare<[], { issue: number; from: string; to: string; status: string }>(
        `select c.issue_id as issue, f.key as "from", t.key as "to", s.external_id as status
         from issue_changes c join change_fields cf on cf.id = c.field_id and cf.external_id = 'status'
           join change_values f on f.id = c.from_id join change_values t on t.id = c.to_id
           join issues i on i.id = c.issue_id join statuses s on s.id = i.status_id order by c.issue_id, c.position`,
      )
      .all()
    for (const [, way] of Map.groupBy(changes, ({ issue }) => issue)) {
      expect(way[0]?.from).toBe('10000')
      for (const [index, change] of way.entries()) expect(change.to).toBe(way[index + 1]?.from ?? change.status)
    }
    expect(changes.length).toBeGreaterThan(20)
  })

  test(`${product}: a second sync writes no row, one change writes one issue`, async () => {
    const { db, simulator, run } = await start(product)
    await run()
    const before = rowsOf(db, 'select * from issues')
    await run()
    expect(lastRun(db)).toEqual({ read: 0, written: 0, deleted: 0, skipped: 0 })
    expect(rowsOf(db, 'select * from issues')).toEqual(before)
    db.exec('delete from cursors')
    await run()
    expect(lastRun(db)).toMatchObject({ written: 0, deleted: 0 })
    expect(rowsOf(db, 'select * from issues')).toEqual(before)
    simulator.site.transition('10004')
    await run()
    expect(lastRun(db)).toEqual({ read: 1, written: 1, deleted: 0, skipped: 0 })
    expect(rowsOf(db, `select revision from issues where external_id = '10004'`)).toEqual([{ revision: 2 }])
  })

  test(`${product}: deleted issues become inactive, moved ones change their project and keep their row`, async () => {
    const { db, simulator, run } = await start(product)
    await run()
    const id = rowsOf(db, `select id from issues where external_id = '10002'`)
    simulator.site.remove('10000')
    simulator.site.move('10002', '10001')
    await run()
    expect(
      rowsOf(
        db,
        `select i.external_id as issue, d.external_id as source, issue_sources.active from issue_sources join issues i on i.id = issue_id
         join data_sources d on d.id = data_source_id where i.external_id in ('10000', '10002') order by 1, 2`,
      ),
    ).toEqual([
      { issue: '10000', source: 'project:10000', active: 0 },
      { issue: '10002', source: 'project:10000', active: 0 },
      { issue: '10002', source: 'project:10001', active: 1 },
    ])
    expect(rowsOf(db, `select id from issues where external_id = '10002'`)).toEqual(id)
    expect(rowsOf(db, `select key from issues where external_id = '10002'`)).toEqual([
      { key: expect.stringMatching(/^BETA-/) },
    ])
  })

  test(`${product}: statuses follow their list: renamed, deleted, and those in histories only`, async () => {
    const { db, simulator, run } = await start(product)
    await run()
    simulator.site.renameStatus('10001', 'Doing')
    simulator.site.deleteStatus('10005')
    await run()
    expect(
      rowsOf(db, `select name, active from statuses where external_id in ('10001', '10005') order by external_id`),
    ).toEqual([
      { name: 'Doing', active: 1 },
      { name: 'Blocked', active: 0 },
    ])
    const historyOnly = db.prepare(
      `select distinct v.key, v.label from change_values v join change_fields f on f.id = v.field_id and f.external_id = 'status'
       where not exists (select 1 from statuses s where s.connection_id = f.connection_id and s.external_id = v.key and s.active = 1)`,
    )
    expect(historyOnly.all()).toContainEqual({ key: '10006', label: 'QA (old)' })
  })

  test(`${product}: a malformed issue is skipped, counted and sampled, and not fetched again until it changes`, async () => {
    const { db, simulator, run } = await start(product)
    simulator.site.alter('10003', issue => ({ ...issue, fields: { ...issue.fields, status: 'gone wrong' } }))
    await run()
    expect(count(db, 'issues')).toBe(19)
    expect(lastRun(db)).toMatchObject({ skipped: 2 })
    expect(rowsOf(db, `select message from run_log where message like '%status%gone wrong%'`).length).toBeGreaterThan(0)
    await run()
    expect(lastRun(db)).toMatchObject({ read: 0, skipped: 0 })
    simulator.site.transition('10003')
    await run()
    expect(count(db, 'issues')).toBe(20)
  })

  test(`${product}: one issue of several sources is one row, in all of them`, async () => {
    const { db, run } = await start(product, ['project:10000', 'board:1', 'filter:20000'])
    await run()
    const bugs = count(db, `issues join issue_types t on t.id = issue_type_id where t.name = 'Bug'`)
    const memberships = rowsOf(
      db,
      `select d.external_id as source, count(*) as issues from issue_sources join data_sources d on d.id = data_source_id group by 1 order by 1`,
    )
    expect(memberships).toEqual([
      { source: 'board:1', issues: 10 },
      { source: 'filter:20000', issues: bugs },
      { source: 'project:10000', issues: 10 },
    ])
  })
}

test('the record is kept, compressed, and boards with their columns', async () => {
  const { db, run } = await start('cloud')
  await run()
  const payload = db
    .prepare<[], Buffer>(`select payload from issue_payloads join issues on id = issue_id where external_id = '10001'`)
    .pluck()
    .get()
  expect(JSON.parse(zstdDecompressSync(payload ?? Buffer.alloc(0)).toString('utf8'))).toMatchObject({ id: '10001' })
  expect(rowsOf(db, 'select columns from boards order by id limit 1')).toEqual([
    {
      columns: JSON.stringify([
        { name: 'To do', statuses: ['10000'] },
        { name: 'Doing', statuses: ['10001'] },
        { name: 'Review', statuses: ['10002', '10003'] },
        { name: 'Done', statuses: ['10004'] },
      ]),
    },
  ])
})

test('requests, bytes and waiting for limits are counted into the run', async () => {
  const { db, simulator, run } = await start('cloud')
  simulator.trouble.plan({ trouble: { kind: 'rate_limited', retryAfterSeconds: 1 }, when: /bulkfetch/ })
  const { messages } = await run()
  expect(messages.some(message => message.type === 'progress' && message.progress.waitingUntil !== null)).toBe(true)
  const [totals] = rowsOf(
    db,
    'select sum(requests) as requests, sum(bytes) as bytes, sum(waited_ms) as waited from run_streams',
  )
  expect(totals).toMatchObject({ requests: simulator.requests.length })
  expect(totals).toEqual({ requests: expect.any(Number), bytes: expect.any(Number), waited: expect.any(Number) })
  expect(Number((totals as { waited: number }).waited)).toBeGreaterThanOrEqual(990)
})

test('a removed connection leaves nothing of its issues behind', async () => {
  const { db, run } = await start('cloud')
  await run({ worklogs: true })
  db.exec(`update jobs set state = 'FINISHED'; update connections set removed_at = 1`)
  while ((await purgeStep(db)).more);
  const tables = [
    'issues',
    'issue_changes',
    'issue_payloads',
    'issue_sources',
    'issue_labels',
    'issue_sprints',
    'worklogs',
  ]
  const lists = ['change_fields', 'change_values', 'projects', 'statuses', 'boards', 'sprints', 'fields', 'accounts']
  expect([...tables, ...lists].filter(table => count(db, table) > 0)).toEqual([])
})
