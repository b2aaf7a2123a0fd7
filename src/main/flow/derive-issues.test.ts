import type { Database } from 'better-sqlite3'
import { expect, test } from 'vitest'
import { createTestTracker } from '../metrics/testing/issues.ts'
import { at, createTestWorkspace } from '../metrics/testing/workspace.ts'
import { deriveIssues } from './derive-issues.ts'
import { unpackChunk } from './issue-chunk.ts'

async function start() {
  const { db } = await createTestWorkspace()
  return { db, tracker: createTestTracker(db) }
}

const facts = (db: Database) =>
  db.prepare<[], Buffer>('select packed from issue_chunks order by id').pluck().all().flatMap(unpackChunk)
const statusNames = (db: Database) =>
  new Map(db.prepare<[], [number, string]>('select id, name from statuses').raw().all())
const history = (db: Database) =>
  facts(db).map(({ statuses }) => statuses.map(({ statusId, enteredAt }) => [statusNames(db).get(statusId), enteredAt]))

test('an issue is derived once, and again when it has changed', async () => {
  const { db, tracker } = await start()
  tracker.issue({
    way: [
      ['To Do', at(0)],
      ['Done', at(2)],
    ],
  })
  expect(await deriveIssues(db)).toEqual({ derived: 1, statusesAdded: true, more: false })
  expect(await deriveIssues(db)).toEqual({ derived: 0, statusesAdded: false, more: false })
  expect(history(db)).toEqual([
    [
      ['To Do', at(0)],
      ['Done', at(2)],
    ],
  ])
  db.exec('update issues set revision = revision + 1, created_at = created_at + 1')
  expect((await deriveIssues(db)).derived).toBe(1)
  expect(history(db)).toEqual([
    [
      ['To Do', at(0) + 1],
      ['Done', at(2)],
    ],
  ])
})

test('a status only histories name becomes a row of its own, known from histories alone', async () => {
  const { db, tracker } = await start()
  tracker.status('Done', 'done')
  tracker.issue({
    way: [
      ['Gone', at(0)],
      ['Done', at(2)],
    ],
  })
  await deriveIssues(db)
  expect(db.prepare('select external_id, name, category, active from statuses order by id').all()).toEqual([
    { external_id: 'Done', name: 'Done', category: 'done', active: 1 },
    { external_id: 'Gone', name: 'Gone', category: 'unknown', active: 0 },
  ])
})

test('a renamed status is found by its id; one named without an id by its name, whatever its case', async () => {
  const { db, tracker } = await start()
  const doing = tracker.status('Doing', 'in_progress')
  tracker.issue({
    way: [
      ['Doing', at(0)],
      ['Done', at(2)],
    ],
  })
  db.exec(`update statuses set name = 'In progress' where name = 'Doing'`)
  db.exec(`update change_values set key = '', label = 'IN PROGRESS ' where key = 'Doing'`)
  await deriveIssues(db)
  expect(facts(db)[0]?.statuses[0]?.statusId).toBe(doing)
  expect(db.prepare('select count(*) from statuses').pluck().get()).toBe(2)
})

test('a status the tracker lists later takes its part of the histories over', async () => {
  const { db, tracker } = await start()
  tracker.issue({
    way: [
      ['Gone', at(0)],
      ['Done', at(2)],
    ],
  })
  db.exec(`update change_values set key = '' where label = 'Gone'`)
  await deriveIssues(db)
  const found = tracker.status('Gone', 'todo')
  expect(facts(db)[0]?.statuses[0]?.statusId).not.toBe(found)
  expect((await deriveIssues(db)).derived).toBe(1)
  expect(facts(db)[0]?.statuses[0]?.statusId).toBe(found)
})

test('labels, sprints, sources and flagged times are kept with the issue', async () => {
  const { db, tracker } = await start()
  const open = tracker.issue({
    way: [['To Do', at(0)]],
    labels: ['a', 'b'],
    sprints: ['S'],
    flagged: [
      [at(1), at(2)],
      [at(3), null],
    ],
  })
  const gone = tracker.issue({ way: [['To Do', at(0)]] })
  tracker.remove(gone)
  await deriveIssues(db)
  expect(facts(db)).toMatchObject([
    {
      id: open,
      labels: [1, 2],
      sprints: [1],
      sources: [1],
      flagged: [
        [at(1), at(2)],
        [at(3), Number.POSITIVE_INFINITY],
      ],
    },
    { id: gone, labels: [], sprints: [], sources: [], flagged: [] },
  ])
})

test('the flagged field is the one the connection names', async () => {
  const { db, tracker } = await start()
  tracker.issue({ way: [['To Do', at(0)]], flagged: [[at(1), at(2)]] })
  db.exec(`update connections set settings = '{"flaggedField":"Impediment"}'`)
  db.exec(`update change_fields set name = 'impediment', external_id = 'customfield_1' where name = 'Flagged'`)
  await deriveIssues(db)
  expect(facts(db)[0]?.flagged).toEqual([[at(1), at(2)]])
})

test('when another field is named, what was flagged by it before is found', async () => {
  const { db, tracker } = await start()
  tracker.issue({ way: [['To Do', at(0)]], flagged: [[at(1), at(2)]] })
  db.exec(`update change_fields set name = 'Impediment' where name = 'Flagged'`)
  await deriveIssues(db)
  expect(facts(db)[0]?.flagged).toEqual([])
  db.exec(`update connections set settings = '{"flaggedField":"Impediment"}'`)
  expect((await deriveIssues(db)).derived).toBe(1)
  expect(facts(db)[0]?.flagged).toEqual([[at(1), at(2)]])
})

test('an issue that changes after it was read stays to be done', async () => {
  const { db, tracker } = await start()
  const ids = Array.from({ length: 200 }, () => tracker.issue({ way: [['To Do', at(0)]] }))
  const last = ids.at(-1) ?? 0
  db.exec(`create temp trigger meanwhile after insert on issue_chunks when new.id = 0 begin
    update issues set revision = revision + 1, created_at = 7 where id = ${last};
  end`)
  expect((await deriveIssues(db)).derived).toBe(200)
  expect(facts(db).at(-1)?.createdAt).toBe(at(0))
  expect((await deriveIssues(db)).derived).toBe(1)
  expect(facts(db).at(-1)?.createdAt).toBe(7)
})
