import type { Database } from 'better-sqlite3'
import { expect, test } from 'vitest'
import type { CommitEntity, Entity, PersonRef } from '../../../shared/model/entities.ts'
import { firstSource, freshDatabase, rowsOf } from '../test-support.ts'
import { createEntityWriter, type EntityWriter } from './entity-writer.ts'

const sha = (n: number) => n.toString(16).padStart(40, '0')
const anna: PersonRef = { name: 'Anna', email: 'anna@example.org' }
const ben: PersonRef = { name: 'Ben', email: 'ben@example.org' }

const repository: Entity = {
  kind: 'repository',
  path: '/r',
  defaultBranch: 'heads/main',
  objectFormat: 'sha1',
  shallow: false,
}

function commit(n: number, parents: readonly number[], more: Partial<CommitEntity> = {}): CommitEntity {
  return {
    kind: 'commit',
    sha: sha(n),
    parents: parents.map(sha),
    author: anna,
    authoredAt: n * 1000,
    authorOffsetMinutes: 60,
    committer: anna,
    committedAt: n * 1000,
    committerOffsetMinutes: 60,
    subject: `Change ${n}`,
    ...more,
  }
}

const tag = (name: string, n: number | null): Entity => ({
  kind: 'tag',
  name,
  commitSha: n === null ? null : sha(n),
  annotated: false,
  taggedAt: null,
  tagger: null,
})

async function open(...entities: readonly Entity[]) {
  const { db } = await freshDatabase('first')
  const writer = createEntityWriter(db, { dataSourceId: firstSource })
  write(writer, repository, ...entities)
  return { db, writer }
}

function write(writer: EntityWriter, ...entities: readonly Entity[]) {
  const written = entities.filter(entity => writer.write(entity)).length
  return { written, tables: writer.flush() }
}

const seq = (db: Database) => db.prepare('select changed_seq from repositories').pluck().get()
const edges = (db: Database) =>
  rowsOf(
    db,
    `select c.sha as child, position, p.sha as parent from commit_parents
     join commits c on c.id = commit_id join commits p on p.id = parent_id order by c.id, position`,
  )

test('commits keep their parents in order, and a parent without a row has no edge', async () => {
  const { db } = await open(commit(1, []), commit(2, [99]), commit(3, [2, 1]))
  expect(edges(db)).toEqual([
    { child: sha(3), position: 0, parent: sha(2) },
    { child: sha(3), position: 1, parent: sha(1) },
  ])
  expect(rowsOf(db, 'select parents, additions, files from commits order by id')).toEqual([
    { parents: 0, additions: null, files: null },
    { parents: 1, additions: null, files: null },
    { parents: 2, additions: 0, files: 0 },
  ])
})

test('parents beyond the newest few thousand are found', async () => {
  const { db, writer } = await open(commit(1, []))
  db.transaction(() => {
    write(writer, ...Array.from({ length: 70_000 }, (_, index) => commit(index + 2, [index + 1])), commit(80_000, [1]))
  })()
  expect(db.prepare('select count(*) from commit_parents').pluck().get()).toBe(70_001)
  expect(edges(db).at(-1)).toEqual({ child: sha(80_000), position: 0, parent: sha(1) })
})

test('another writer finds what the first has stored', async () => {
  const { db } = await open(commit(1, []))
  write(createEntityWriter(db, { dataSourceId: firstSource }), commit(2, [1]), tag('v1', 1))
  expect(edges(db)).toHaveLength(1)
  expect(rowsOf(db, 'select commit_id from tags')).toEqual([{ commit_id: 1 }])
})

test('what is stored already is not written again', async () => {
  const all = [repository, commit(1, []), commit(2, [1]), commit(3, [1, 2]), tag('v1', 2), tag('tree', null)]
  const { db, writer } = await open(...all)
  const stats: Entity = { kind: 'commit_stats', sha: sha(1), additions: 5, deletions: 0, files: 1 }
  const branch: Entity = { kind: 'branch', name: 'heads/main', commitSha: sha(2) }
  expect(write(writer, stats, branch).written).toBe(2)
  const before = db.prepare('select total_changes()').pluck().get()
  const again = createEntityWriter(db, { dataSourceId: firstSource })
  expect(write(again, ...all, stats, branch)).toEqual({ written: 0, tables: [] })
  expect(db.prepare('select total_changes()').pluck().get()).toBe(before)
})

test('a removed commit comes back when it is seen again', async () => {
  const { db, writer } = await open(commit(1, []))
  expect(writer.remove({ kind: 'commit', key: sha(1) })).toBe(true)
  expect(writer.remove({ kind: 'commit', key: sha(1) })).toBe(false)
  expect(rowsOf(db, 'select active from commits')).toEqual([{ active: 0 }])
  expect(write(writer, commit(1, [])).written).toBe(1)
  expect(rowsOf(db, 'select active from commits')).toEqual([{ active: 1 }])
})

test('a changed mailmap gives stored commits to another person', async () => {
  const { db, writer } = await open(commit(1, []))
  expect(write(writer, commit(1, [], { author: ben })).written).toBe(1)
  expect(rowsOf(db, 'select email from commits join people on people.id = author_id')).toEqual([{ email: ben.email }])
})

test('a clone that is shallow no more gets the edges it lacked, and its lines are to be counted again', async () => {
  const { db, writer } = await open(commit(2, []), commit(3, [2]))
  write(writer, { kind: 'commit_stats', sha: sha(2), additions: 900, deletions: 0, files: 9 })
  write(writer, commit(1, []), commit(2, [1]), commit(3, [2]))
  expect(edges(db)).toEqual([
    { child: sha(2), position: 0, parent: sha(1) },
    { child: sha(3), position: 0, parent: sha(2) },
  ])
  expect(rowsOf(db, `select parents, additions from commits where sha = x'${sha(2)}'`)).toEqual([
    { parents: 1, additions: null },
  ])
})

test('a tag moves, goes and comes back; a branch likewise', async () => {
  const { db, writer } = await open(commit(1, []), commit(2, [1]), tag('v1', 1))
  expect(write(writer, tag('v1', 2))).toEqual({ written: 1, tables: ['tags'] })
  expect(rowsOf(db, 'select name, commit_id, active from tags')).toEqual([{ name: 'v1', commit_id: 2, active: 1 }])
  expect(writer.remove({ kind: 'tag', key: 'v1' })).toBe(true)
  expect(rowsOf(db, 'select active from tags')).toEqual([{ active: 0 }])
  expect(write(writer, tag('v1', 2)).written).toBe(1)
  write(writer, { kind: 'branch', name: 'heads/x', commitSha: sha(1) })
  expect(writer.remove({ kind: 'branch', key: 'heads/x' })).toBe(true)
  expect(write(writer, { kind: 'branch', name: 'heads/x', commitSha: sha(1) }).written).toBe(1)
})

test('refs to commits that are not stored are told', async () => {
  const { db, writer } = await open(commit(1, []))
  expect(
    write(writer, tag('v1', 7), { kind: 'branch', name: 'heads/x', commitSha: sha(7) }, tag('tree', null)).written,
  ).toBe(2)
  expect(writer.takeUnresolved()).toBe(2)
  expect(writer.takeUnresolved()).toBe(0)
  expect(rowsOf(db, 'select name, commit_id from tags order by id')).toEqual([
    { name: 'v1', commit_id: null },
    { name: 'tree', commit_id: null },
  ])
  write(writer, commit(7, [1]), tag('v1', 7))
  expect(rowsOf(db, `select commit_id from tags where name = 'v1'`)).toEqual([{ commit_id: 2 }])
})

test('deployments are behind exactly when something they are made from has changed', async () => {
  const { db, writer } = await open()
  expect([seq(db), writer.stale()]).toEqual([0, null])
  write(writer, commit(1, []), commit(2, [1]))
  expect([seq(db), writer.stale()]).toEqual([1, 1])
  write(writer, { kind: 'commit_stats', sha: sha(1), additions: 1, deletions: 1, files: 1 }, commit(1, []))
  expect(seq(db)).toBe(1)
  write(writer, tag('v1', 1))
  write(writer, { kind: 'branch', name: 'heads/main', commitSha: sha(2) })
  expect(seq(db)).toBe(3)
  write(writer, { ...repository, shallow: true })
  expect(seq(db)).toBe(3)
  write(writer, { ...repository, shallow: true, defaultBranch: 'heads/trunk' })
  expect(seq(db)).toBe(4)
  writer.remove({ kind: 'branch', key: 'heads/main' })
  writer.flush()
  expect(seq(db)).toBe(5)
  db.exec('update repositories set derived_seq = 5')
  expect(writer.stale()).toBeNull()
})

test('a sweep makes inactive what it has not seen, and nothing else', async () => {
  const { db, writer } = await open(commit(1, []), commit(2, [1]), tag('v1', 1), tag('v2', 1), tag('gone', 1))
  writer.remove({ kind: 'tag', key: 'gone' })
  expect(writer.removeUnseen('tag', new Set(['v2']))).toBe(1)
  expect(rowsOf(db, 'select name from tags where active = 1')).toEqual([{ name: 'v2' }])
  expect(writer.removeUnseen('commit', new Set([sha(1)]))).toBe(1)
  expect(rowsOf(db, 'select sha from commits where active = 1')).toEqual([{ sha: sha(1) }])
})

test('an entity that cannot be stored is refused and the others stay', async () => {
  const { db, writer } = await open(commit(1, []))
  expect(() => writer.write(commit(2, [], { sha: 'xyz' }))).toThrow(expect.objectContaining({ code: 'record.invalid' }))
  expect(() => writer.write(commit(3, [], { authoredAt: Number.NaN }))).toThrow(
    expect.objectContaining({ code: 'SQLITE_CONSTRAINT_NOTNULL' }),
  )
  expect(() => writer.write(commit(3, [], { authorOffsetMinutes: 1.5 }))).toThrow(
    expect.objectContaining({ code: 'SQLITE_CONSTRAINT_DATATYPE' }),
  )
  expect(write(writer, commit(4, [1])).written).toBe(1)
  expect(edges(db)).toHaveLength(1)
})

test('a record before its repository is refused', async () => {
  const { db } = await freshDatabase('first')
  const writer = createEntityWriter(db, { dataSourceId: firstSource })
  expect(() => writer.write(commit(1, []))).toThrow(expect.objectContaining({ code: 'record.invalid' }))
})

test('two repositories with the same commits keep a row each', async () => {
  const { db } = await freshDatabase('first', 'second')
  for (const dataSourceId of [firstSource, 2 as typeof firstSource]) {
    write(createEntityWriter(db, { dataSourceId }), repository, commit(1, []), commit(2, [1]))
  }
  expect(db.prepare('select count(*) from commits').pluck().get()).toBe(4)
  expect(rowsOf(db, 'select commit_id, parent_id from commit_parents')).toEqual([
    { commit_id: 2, parent_id: 1 },
    { commit_id: 4, parent_id: 3 },
  ])
  expect(db.prepare('select count(*) from people').pluck().get()).toBe(1)
})

test('what a body mentions is kept; of a commit that was stored without, it is added, and to be read', async () => {
  const { db, writer } = await open(commit(1, []), commit(2, [1], { mentions: 'For SHOP-2' }), commit(3, [2]))
  db.exec(
    `insert into delivery_states (repository_id, unit, scanned_commit_id, scanned_for) values (1, 'commit', 3, '')`,
  )
  const state = () => db.prepare('select scanned_commit_id from delivery_states').pluck().get()
  expect(write(writer, commit(2, [1], { mentions: 'For SHOP-2' }), commit(3, [2], { mentions: null }))).toEqual({
    written: 0,
    tables: [],
  })
  expect(state()).toBe(3)
  expect(write(writer, commit(1, [], { mentions: 'For SHOP-1' }))).toEqual({ written: 1, tables: ['commits'] })
  expect(rowsOf(db, 'select commit_id, text from commit_mentions')).toEqual([
    { commit_id: 1, text: 'For SHOP-1' },
    { commit_id: 2, text: 'For SHOP-2' },
  ])
  expect(state()).toBe(0)
})
