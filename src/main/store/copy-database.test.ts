import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { expect, test } from 'vitest'
import { connectDatabase } from './connect.ts'
import { copyDatabase } from './copy-database.ts'
import { storeFault } from './faults.ts'
import { freshDatabase, temporaryFolder } from './test-support.ts'

const fill = (rows: number) =>
  `with recursive n (i) as (values (1) union all select i + 1 from n where i < ${rows})
   insert into people (email, name, named_at) select hex(randomblob(100)), hex(randomblob(100)), 0 from n`

test('a copy is of one moment: what others write meanwhile is not in it and does not begin it anew', async () => {
  const { db, path } = await freshDatabase()
  db.exec(fill(60_000))
  const reader = connectDatabase(path, { readonly: true })
  const copy = join(temporaryFolder(), 'copy.db')
  const fractions: number[] = []
  await copyDatabase(reader, copy, {
    onProgress(fraction) {
      fractions.push(fraction)
      db.exec(fill(10))
    },
  })
  reader.close()
  expect(fractions).toEqual([...fractions].sort((a, b) => a - b))
  expect(fractions.length).toBeGreaterThan(1)
  expect(fractions.length).toBeLessThan(10)
  const copied = new BetterSqlite3(copy, { readonly: true })
  expect(copied.prepare('select count(*) from people').pluck().get()).toBe(60_000)
  copied.close()
})

test('one that is ended in between leaves no file, and the database free', async () => {
  const { db, path } = await freshDatabase()
  db.exec(fill(60_000))
  const reader = connectDatabase(path, { readonly: true })
  const folder = temporaryFolder()
  const onProgress = () => {
    throw new Error('ended')
  }
  await expect(copyDatabase(reader, join(folder, 'copy.db'), { onProgress })).rejects.toThrow('ended')
  expect(readdirSync(folder)).toEqual([])
  expect(reader.inTransaction).toBe(false)
  reader.close()
})

test.skipIf(process.getuid?.() !== 0 || process.platform !== 'linux')(
  'a disk that fills up meanwhile is store.full and leaves no file',
  async context => {
    const folder = temporaryFolder()
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', folder]).status === 0
    if (!mounted) return context.skip('no right to mount here')
    try {
      const { db } = await freshDatabase()
      db.exec(fill(20_000))
      const error = await copyDatabase(db, join(folder, 'copy.db')).catch(error => error)
      expect(storeFault(error)?.code).toBe('store.full')
      expect(existsSync(join(folder, 'copy.db'))).toBe(false)
      expect(readdirSync(folder)).toEqual([])
    } finally {
      execFileSync('umount', [folder])
    }
  },
)
