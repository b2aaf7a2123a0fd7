import BetterSqlite3 from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { readNumberRange } from './read-columns.ts'

function openNumbers() {
  const db = new BetterSqlite3(':memory:')
  onTestFinished(() => void db.close())
  db.exec(`
    create table numbers (id integer primary key, double integer not null, owner integer not null) strict;
    with recursive ids (id) as (select 3 union all select id + 1 from ids where id < 45000)
    insert into numbers select id, 2 * id, id % 2 from ids`)
  return db
}

const select = 'select id, double from numbers where id between ? and ? and owner = ? order by id'

test('a range of many ids is read whole and in its order, whatever the parts it is read in', () => {
  const { id, double } = readNumberRange(openNumbers(), ['id', 'double'], select, [3, 45_000], [1])
  const odd = Array.from({ length: 22_499 }, (_, i) => 3 + 2 * i)
  expect(Array.from(id)).toEqual(odd)
  expect(Array.from(double)).toEqual(odd.map(number => 2 * number))
})

test('only ids of the range are read, both ends included; an empty range has none', () => {
  const db = openNumbers()
  expect(Array.from(readNumberRange(db, ['id', 'double'], select, [20_001, 40_003], [1]).id).at(0)).toBe(20_001)
  expect(Array.from(readNumberRange(db, ['id', 'double'], select, [20_001, 40_003], [1]).id).at(-1)).toBe(40_003)
  expect(readNumberRange(db, ['id', 'double'], select, [0, -1], [1]).id).toHaveLength(0)
})
