import type { Database } from 'better-sqlite3'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { WeirError } from '../../shared/contract/weir-error.ts'
import { connectDatabase } from '../store/connect.ts'
import { freshDatabase, rowsOf } from '../store/test-support.ts'
import {
  addRun,
  commit,
  connectorOf,
  reading,
  repository,
  type ScriptedPage,
  sha,
  stats,
  stream,
  sync,
  tag,
} from './test-support.ts'

const commitPages: readonly ScriptedPage[] = [
  { records: [repository, commit(1), commit(2)], total: 6 },
  { records: [commit(3), commit(4, [3, 1])] },
  { records: [commit(5), commit(6)] },
]
const tagPages: readonly ScriptedPage[] = [
  { records: [tag('v1', 2), tag('v2', 4)], seen: ['v1', 'v2'] },
  { records: [tag('v3', 6)], seen: ['v1', 'v2', 'v3'], sweepComplete: true },
]
const statPages: readonly ScriptedPage[] = [
  { records: [stats(6), stats(5), stats(3)] },
  { records: [stats(2), stats(1)] },
]
const pagesInAll = commitPages.length + tagPages.length + statPages.length

const whole = (onPage?: (page: number) => void) =>
  connectorOf(
    stream('line_stats', reading(statPages, onPage), { dependsOn: ['commits'] }),
    stream('tags', reading(tagPages, onPage), { dependsOn: ['commits'], deletes: 'tag' }),
    stream('commits', reading(commitPages, onPage)),
  )

const dataTables = ['repositories', 'people', 'commits', 'commit_parents', 'tags', 'branches', 'cursors']
const dataOf = (db: Database) =>
  Object.fromEntries(dataTables.map(table => [table, rowsOf(db, `select * from ${table}`)]))
const streamsOf = (db: Database, run = 1) =>
  rowsOf(
    db,
    `select data_source_name as source, stream, read, written, skipped, deleted, complete from run_streams where run_id = ${run} order by position`,
  )
const logOf = (db: Database) => rowsOf(db, 'select level, message from run_log order by id')

async function undisturbed() {
  const { db } = await freshDatabase('first')
  expect((await sync(db, whole())).ended).toEqual({ type: 'ended', outcome: 'finished' })
  return dataOf(db)
}

test('a run reads every stream after those it depends on, and records what it did', async () => {
  const { db } = await freshDatabase('first', 'second')
  expect((await sync(db, whole())).ended.outcome).toBe('finished')
  const counts = (source: string, name: string, records: number) => ({
    source,
    stream: name,
    read: records,
    written: records,
    skipped: 0,
    deleted: 0,
    complete: 1,
  })
  expect(streamsOf(db)).toEqual([
    counts('first', 'commits', 7),
    counts('first', 'tags', 3),
    counts('second', 'commits', 7),
    counts('second', 'tags', 3),
    counts('first', 'line_stats', 5),
    counts('second', 'line_stats', 5),
  ])
  expect(rowsOf(db, 'select last_sync_at from data_sources')).toEqual([
    { last_sync_at: 1_000_000 },
    { last_sync_at: 1_000_000 },
  ])
  expect(rowsOf(db, 'select additions from commits where repository_id = 1 order by id')).toEqual(
    [1, 2, 3, 0, 5, 6].map(additions => ({ additions })),
  )
})

test('stopped at any page and run again, by another thread, the rows are those of an undisturbed run', async () => {
  const expected = await undisturbed()
  for (let stopAt = 0; stopAt < pagesInAll; stopAt++) {
    const { db, path } = await freshDatabase('first')
    const stop = new AbortController()
    let page = 0
    const first = await sync(
      db,
      whole(() => void (page++ === stopAt && stop.abort())),
      { signal: stop.signal },
    )
    expect(first.ended).toEqual({ type: 'ended', outcome: 'stopped' })
    const other = connectDatabase(path)
    const seen: number[] = []
    const second = await sync(
      other,
      whole(at => void seen.push(at)),
      { assignment: { runId: addRun(other) } },
    )
    expect(second.ended.outcome).toBe('finished')
    expect(seen).toHaveLength(pagesInAll - stopAt)
    expect(dataOf(other)).toEqual({ ...expected, repositories: [expect.objectContaining({ path: '/r' })] })
    other.close()
  }
})

test('paused at any page and resumed as the same run, it goes on without reading a page twice', async () => {
  const expected = await undisturbed()
  for (let pauseAfter = 0; pauseAfter < pagesInAll; pauseAfter++) {
    const { db } = await freshDatabase('first')
    const pages: number[] = []
    const read = (page: number) => void pages.push(page)
    const paused = await sync(db, whole(read), { pauseRequested: () => pages.length >= pauseAfter })
    expect(paused.ended).toEqual({ type: 'ended', outcome: 'paused' })
    expect(pages).toHaveLength(pauseAfter)
    expect((await sync(db, whole(read))).ended.outcome).toBe('finished')
    expect(pages).toHaveLength(pagesInAll)
    expect(dataOf(db)).toEqual({ ...expected, repositories: [expect.objectContaining({ path: '/r' })] })
    expect(streamsOf(db)).toMatchObject([{ read: 7 }, { read: 3 }, { read: 5 }])
  }
})

test('a second run without changes writes nothing but its own record', async () => {
  const { db } = await freshDatabase('first')
  await sync(db, whole())
  const before = dataOf(db)
  for (const table of dataTables) {
    for (const event of ['insert', 'update', 'delete']) {
      db.exec(`create temp trigger ${table}_${event} after ${event} on main.${table}
        begin select raise(abort, 'a write to ${table}'); end`)
    }
  }
  const again = connectorOf(
    stream('commits', reading([...commitPages, { records: [repository, commit(5), commit(6)], cursor: { page: 3 } }])),
    stream('tags', reading(tagPages), { dependsOn: ['commits'], deletes: 'tag' }),
  )
  const second = await sync(db, again, { assignment: { runId: addRun(db) }, now: () => 2_000_000 })
  expect(second.ended).toEqual({ type: 'ended', outcome: 'finished' })
  expect(dataOf(db)).toEqual(before)
  expect(streamsOf(db, 2)).toMatchObject([{ read: 3, written: 0 }, { read: 0 }])
})

test('a stop drops the page that is not committed, at once, even when the connector hangs', async () => {
  const { db } = await freshDatabase('first')
  const stop = new AbortController()
  const hanging = async function* () {
    yield { records: [repository, commit(1)], cursor: { page: 1 } }
    setImmediate(() => stop.abort())
    await new Promise(() => undefined)
  }
  const { ended } = await sync(db, connectorOf(stream('commits', hanging)), { signal: stop.signal })
  expect(ended).toEqual({ type: 'ended', outcome: 'stopped' })
  expect(rowsOf(db, 'select sha from commits')).toEqual([{ sha: sha(1) }])
  expect(rowsOf(db, 'select cursor, complete from cursors')).toEqual([{ cursor: '{"page":1}', complete: 0 }])
})

test('a page whose transaction fails leaves neither rows nor cursor', async () => {
  const { db } = await freshDatabase('first')
  db.exec(`create temp trigger fail after insert on main.cursors begin select raise(abort, 'secret path'); end`)
  const { ended } = await sync(db, whole())
  expect(ended).toMatchObject({
    outcome: 'failed',
    fault: { code: 'internal.unexpected' },
    report: { text: expect.stringContaining('secret path') },
  })
  expect(JSON.stringify(ended.outcome === 'failed' && ended.fault)).not.toContain('secret')
  expect(rowsOf(db, 'select * from commits')).toEqual([])
  expect(rowsOf(db, 'select * from people')).toEqual([])
})

test('a full disk ends the run with what was committed', async () => {
  const { db } = await freshDatabase('first', 'second')
  db.pragma(`max_page_count = ${Number(db.pragma('page_count', { simple: true })) + 20}`)
  const many = (page: number) => Array.from({ length: 200 }, (_, index) => commit(page * 200 + index + 1))
  const pages = [
    { records: [repository, ...many(0)] },
    ...Array.from({ length: 20 }, (_, page) => ({ records: many(page + 1) })),
  ]
  const connector = connectorOf(stream('commits', reading(pages)))
  expect((await sync(db, connector)).ended).toMatchObject({ outcome: 'failed', fault: { code: 'store.full' } })
  const committed = Number(db.prepare('select count(*) from commits').pluck().get())
  expect(committed).toBeGreaterThan(0)
  expect(committed % 200).toBe(0)
  db.pragma('max_page_count = 100000')
  expect((await sync(db, connector, { assignment: { runId: addRun(db) } })).ended.outcome).toBe('finished')
  expect(db.prepare('select count(*) from commits where repository_id = 1').pluck().get()).toBe(4200)
})

test('a source that fails for its own reason does not hold up the others', async () => {
  const { db } = await freshDatabase('first', 'gone', 'third')
  const commits = reading(commitPages)
  const failing = async function* (...args: Parameters<typeof commits>) {
    if (args[1].source.name === 'gone') throw new WeirError('source.unreadable', { hint: 'The folder is gone.' })
    yield* commits(...args)
  }
  const connector = connectorOf(
    stream('commits', failing),
    stream('tags', reading(tagPages), { dependsOn: ['commits'] }),
  )
  const { ended, messages } = await sync(db, connector)
  expect(ended).toMatchObject({
    outcome: 'failed',
    fault: {
      code: 'source.unreadable',
      hint: 'gone: The folder is gone.',
      details: { dataSource: 'gone', failedSources: 1 },
    },
  })
  expect(rowsOf(db, 'select name, last_sync_at from data_sources')).toEqual([
    { name: 'first', last_sync_at: 1_000_000 },
    { name: 'gone', last_sync_at: null },
    { name: 'third', last_sync_at: 1_000_000 },
  ])
  expect(logOf(db)).toContainEqual({ level: 'error', message: 'gone: The folder is gone. (source.unreadable)' })
  expect(messages.filter(message => message.type === 'progress').at(-1)?.progress.fraction).toBe(1)
})

test('a fault of the whole connection ends the run at once', async () => {
  const { db } = await freshDatabase('first', 'second')
  let reads = 0
  const refused = async function* () {
    reads++
    yield { records: [repository], cursor: { page: 1 } }
    throw new WeirError('auth.rejected', { hint: 'The token is not valid.' })
  }
  const { ended } = await sync(db, connectorOf(stream('commits', refused)))
  expect(ended).toMatchObject({ outcome: 'failed', fault: { code: 'auth.rejected' } })
  expect(reads).toBe(1)
})

test('bad records are skipped and counted, the first five kept as samples without secrets', async () => {
  const { db } = await freshDatabase('first')
  const record = z.object({ kind: z.string(), sha: z.string().optional() }).loose()
  const bad = Array.from({ length: 8 }, (_, n) => ({ sha: n, note: 'hunter2-token' }))
  const broken = [
    { ...commit(9), sha: 'no sha' },
    { ...commit(9), authoredAt: Number.NaN },
  ]
  const pages = [{ records: [repository, commit(1), ...bad, commit(2)] }, { records: [...broken, commit(3)] }]
  const map = (item: unknown) => [item as ReturnType<typeof commit>]
  const { ended } = await sync(db, connectorOf(stream('commits', reading(pages), { record, map })), {
    assignment: { credentials: { token: 'hunter2-token' } },
  })
  expect(ended.outcome).toBe('finished')
  expect(streamsOf(db)).toMatchObject([{ read: 14, written: 4, skipped: 10, complete: 1 }])
  const log = logOf(db)
  expect(log.filter(line => JSON.stringify(line).includes('Skipped'))).toHaveLength(5)
  expect(JSON.stringify(log)).not.toContain('hunter2')
  expect(rowsOf(db, 'select sha from commits')).toEqual([1, 2, 3].map(n => ({ sha: sha(n) })))
})

test('a mapping that throws skips its record', async () => {
  const { db } = await freshDatabase('first')
  const map = (item: unknown) => {
    if (item === 'bad') throw new Error('cannot')
    return [repository]
  }
  const { ended } = await sync(db, connectorOf(stream('commits', reading([{ records: ['bad', 'good'] }]), { map })))
  expect(ended.outcome).toBe('finished')
  expect(streamsOf(db)).toMatchObject([{ read: 2, written: 1, skipped: 1 }])
})

test('log lines are redacted, cut and kept in the transaction of their page', async () => {
  const { db } = await freshDatabase('first')
  const talking = async function* (context: Parameters<ReturnType<typeof reading>>[0]) {
    context.log('info', `https://anna:pass@host/x ${'long '.repeat(1000)}`)
    yield { records: [repository], cursor: { page: 1 } }
    for (let line = 0; line < 1500; line++) context.log('debug', 'again')
    yield { records: [], cursor: { page: 2 } }
  }
  await sync(db, connectorOf(stream('commits', talking)))
  const [, , first, ...rest] = logOf(db)
  expect(first).toMatchObject({ level: 'info', message: expect.stringMatching(/^https:\/\/•••@host\/x .{1970,}…$/) })
  expect(JSON.stringify(first)).not.toContain('pass@')
  expect(rest.filter(line => JSON.stringify(line).includes('again'))).toHaveLength(1000)
  expect(rest).toContainEqual({ level: 'warn', message: '500 log lines were left out.' })
})

test('a run’s log tells what was read, and a run without changes says so in two lines', async () => {
  const { db } = await freshDatabase('first')
  const connector = connectorOf(stream('commits', reading(commitPages)))
  await sync(db, connector)
  const lines = logOf(db)
  expect(lines.every(line => JSON.stringify(line).includes('"info"'))).toBe(true)
  expect(lines).toMatchObject([
    { message: 'Sync of 1 data source begins.' },
    { message: 'first: commits are read for the first time.' },
    { message: expect.stringMatching(/^first: commits: 7 read, 7 written in \d+\.\d s\.$/) },
    { message: 'first: deployments are worked out anew.' },
    { message: 'first: up to date.' },
  ])
  db.exec('update repositories set derived_seq = changed_seq')
  await sync(db, connector, { assignment: { runId: addRun(db) } })
  expect(logOf(db).slice(5)).toMatchObject([
    { message: 'Sync of 1 data source begins.' },
    { message: 'first: up to date.' },
  ])
})

test('other settings start a stream afresh, unless they do not shape what it reads', async () => {
  const { db } = await freshDatabase('first')
  const seen: number[] = []
  const connector = connectorOf(
    stream(
      'commits',
      reading(commitPages, page => void seen.push(page)),
    ),
  )
  await sync(db, connector)
  await sync(db, connector, { assignment: { runId: addRun(db), settings: { since: '2020' } } })
  expect(seen).toEqual([0, 1, 2, 0, 1, 2])
  const careless = { ...connector, fingerprint: () => 'always' }
  await sync(db, careless, { assignment: { runId: addRun(db), settings: { since: '2021' } } })
  await sync(db, careless, { assignment: { runId: addRun(db), settings: { since: '2022' } } })
  expect(seen).toHaveLength(9)
})

test('a cursor that cannot be read starts its stream afresh', async () => {
  const { db } = await freshDatabase('first')
  const connector = connectorOf(stream('commits', reading(commitPages)))
  await sync(db, connector)
  db.exec(`update cursors set cursor = '{"pa'`)
  await sync(db, connector, { assignment: { runId: addRun(db) } })
  expect(streamsOf(db, 2)).toMatchObject([{ read: 7, written: 0 }])
  expect(JSON.stringify(logOf(db))).toContain('read from the beginning')
})

test('a connector that gives the same empty page again and again is stopped', async () => {
  const { db } = await freshDatabase('first')
  const looping = async function* () {
    for (;;) yield { records: [], cursor: { page: 1 } }
  }
  const { ended } = await sync(db, connectorOf(stream('commits', looping)))
  expect(ended).toMatchObject({ outcome: 'failed', fault: { code: 'remote.rejected' } })
})

test('a completed sweep makes inactive what it has not seen; one without its last page does not', async () => {
  const { db } = await freshDatabase('first')
  await sync(db, whole())
  db.exec(`delete from cursors where stream = 'tags'`)
  const sweep = (...pages: ScriptedPage[]) => connectorOf(stream('tags', reading(pages), { deletes: 'tag' }))
  const active = () => rowsOf(db, 'select name from tags where active = 1').map(row => Object.values(row ?? {})[0])
  await sync(db, sweep({ records: [], seen: ['v1'] }), { assignment: { runId: addRun(db) } })
  expect(active()).toEqual(['v1', 'v2', 'v3'])
  db.exec(`delete from cursors where stream = 'tags'`)
  await sync(db, sweep({ records: [], seen: ['v1'] }, { records: [], seen: ['v3'], sweepComplete: true }), {
    assignment: { runId: addRun(db) },
  })
  expect(active()).toEqual(['v1', 'v3'])
  expect(streamsOf(db, 3)).toMatchObject([{ deleted: 1 }])
})

test('refs whose commits are not stored yet are looked at again by the next run', async () => {
  const { db } = await freshDatabase('first')
  const early = connectorOf(
    stream('commits', reading([{ records: [repository] }])),
    stream('tags', reading([{ records: [tag('v1', 1)] }])),
  )
  await sync(db, early)
  expect(rowsOf(db, 'select commit_id from tags')).toEqual([{ commit_id: null }])
  const late = connectorOf(
    stream('commits', reading([{ records: [] }, { records: [commit(1)] }])),
    ...early.streams.slice(1),
  )
  await sync(db, late, { assignment: { runId: addRun(db) } })
  expect(rowsOf(db, 'select commit_id from tags')).toEqual([{ commit_id: 1 }])
})

test('deployments are to be derived once their streams are complete, before lines are counted, and only when behind', async () => {
  const { db } = await freshDatabase('first')
  const { messages } = await sync(db, whole())
  const told = messages.flatMap(message => (message.type === 'changed' ? [message] : []))
  expect(told.filter(message => message.derive.length > 0)).toMatchObject([
    { derive: [1], tables: expect.arrayContaining(['tags']) },
  ])
  expect(told.findIndex(message => message.derive.length > 0)).toBeLessThan(
    told.findIndex(message => message.tables.includes('commit_stats')),
  )
  expect(told[0]?.tables).toEqual(expect.arrayContaining(['commits', 'people', 'repositories']))
  db.exec('update repositories set derived_seq = changed_seq')
  const second = await sync(db, whole(), { assignment: { runId: addRun(db) } })
  expect(second.messages.filter(message => message.type === 'changed' && message.derive.length > 0)).toEqual([])
})

test('settings that do not fit end the run without their values', async () => {
  const { db } = await freshDatabase('first')
  const { ended } = await sync(db, whole(), { assignment: { settings: { since: 1234567 } } })
  expect(ended).toMatchObject({
    outcome: 'failed',
    fault: { code: 'settings.invalid', fields: [{ path: 'settings.since' }] },
  })
  expect(JSON.stringify(ended)).not.toContain('1234567')
})
