import BetterSqlite3, { type Database } from 'better-sqlite3'
import { array, assert, nat, property, tuple } from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { connectDatabase } from '../store/connect.ts'
import { temporaryFolder } from '../store/test-support.ts'
import { columnReader, knownOf } from './kept-columns.ts'

const source = {
  columns: ['at', 'value'],
  from: 'from moments where kind <> ? and at >= ? and at < ? and value is not ?',
  before: ['left out'],
  after: [-1],
}
const read = (db: Database, from: number, to: number) =>
  columnReader(db, source)({ from, to }).map(column => Array.from(column))

function moments(db: Database, rows: readonly (readonly [at: number, value: number | null])[]): Database {
  db.exec('create table moments (at integer, value integer, kind text)')
  const insert = db.prepare(`insert into moments values (?, ?, 'counted')`)
  for (const row of rows) insert.run(...row)
  return db
}

test('whatever periods are asked for one after the other, each gives what is in it, in order', () => {
  const periods = array(tuple(nat(30), nat(30)), { minLength: 1, maxLength: 8 })
  assert(
    property(array(tuple(nat(30), nat(1_000)), { maxLength: 40 }), periods, (rows, asked) => {
      const db = moments(new BetterSqlite3(':memory:'), rows)
      for (const [from, length] of asked) {
        const [at, values] = read(db, from, from + length)
        const inPeriod = rows.filter(([moment]) => moment >= from && moment < from + length)
        expect(at).toEqual(inPeriod.map(([moment]) => moment).sort((a, b) => a - b))
        expect([...(values ?? [])].sort()).toEqual(inPeriod.map(([, value]) => value).sort())
      }
      db.close()
    }),
  )
})

test('what is not known is NaN, and left out of what is', () => {
  const db = moments(new BetterSqlite3(':memory:'), [
    [2, null],
    [1, 7],
  ])
  const [, values = new Float64Array()] = columnReader(db, source)({ from: 0, to: 9 })
  expect([...values]).toEqual([7, Number.NaN])
  expect([...knownOf(values)]).toEqual([7])
})

test('what was written since is read, whoever wrote it', () => {
  const path = `${temporaryFolder()}/moments.db`
  const db = moments(connectDatabase(path), [[1, 1]])
  const other = connectDatabase(path)
  onTestFinished(() => {
    db.close()
    other.close()
  })
  expect(read(db, 0, 9)).toEqual([[1], [1]])
  db.exec(`insert into moments values (2, 2, 'counted')`)
  expect(read(db, 0, 9)).toEqual([
    [1, 2],
    [1, 2],
  ])
  other.exec(`insert into moments values (3, 3, 'counted')`)
  expect(read(db, 0, 9)).toEqual([
    [1, 2, 3],
    [1, 2, 3],
  ])
})

test('while nothing changes, a period within one that was read is not read again', () => {
  const db = moments(new BetterSqlite3(':memory:'), [
    [1, 1],
    [5, 5],
  ])
  let reads = 0
  db.function('looked', at => {
    reads++
    return at
  })
  const counted = { ...source, columns: ['looked(at)', 'value'] }
  columnReader(db, counted)({ from: 0, to: 9 })
  expect(columnReader(db, counted)({ from: 4, to: 6 }).map(column => [...column])).toEqual([[5], [5]])
  expect(reads).toBe(2)
})
