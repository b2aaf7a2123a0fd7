import { appendFileSync, existsSync, readFileSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { CommitEntity } from '../../../../shared/model/entities.ts'
import { commit } from '../../../ingest/test-support.ts'
import { temporaryFolder } from '../../../store/test-support.ts'
import { openSpool, removeSpool, type SpoolMark } from './spool.ts'

const nothing: SpoolMark = { count: 0, last: '' }

async function open(path: string, mark: SpoolMark) {
  const spool = await openSpool(path, mark)
  if (spool === null) throw new Error('it does not fit')
  return spool
}
const newestFirst = (from: number, to: number): CommitEntity[] =>
  Array.from({ length: from - to + 1 }, (_, place) => commit(from - place))

test('what was listed is read back in any order, also after it was opened again', async () => {
  const path = join(temporaryFolder(), 'deep', 'spool.jsonl')
  const spool = await open(path, nothing)
  await spool.append(newestFirst(6, 4))
  await spool.append(newestFirst(3, 1))
  const mark = spool.mark()
  expect(mark).toEqual({ count: 6, last: commit(1).sha })
  await spool.close()
  const again = await open(path, mark)
  expect(await again.read(again.order())).toEqual([1, 2, 3, 4, 5, 6].map(n => commit(n)))
  expect([again.has(commit(4).sha), again.has(commit(7).sha)]).toEqual([true, false])
  await again.close()
  await removeSpool(path)
  expect(existsSync(path)).toBe(false)
})

test('what was written after the mark is dropped, and read again without a trace of it', async () => {
  const path = join(temporaryFolder(), 'spool.jsonl')
  const spool = await open(path, nothing)
  await spool.append(newestFirst(6, 4))
  const mark = spool.mark()
  await spool.append(newestFirst(3, 2))
  await spool.close()
  appendFileSync(path, '{"kind":"commit","sha":"cut o')
  const again = await open(path, mark)
  await again.append(newestFirst(3, 1))
  expect(await again.read(again.order())).toEqual([1, 2, 3, 4, 5, 6].map(n => commit(n)))
  await again.close()
  expect(readFileSync(path, 'utf8').trimEnd().split('\n').length).toBe(6)
})

test('a spool that lost its end, that is another one or that is gone does not fit', async () => {
  const path = join(temporaryFolder(), 'spool.jsonl')
  const spool = await open(path, nothing)
  await spool.append(newestFirst(6, 4))
  const mark = spool.mark()
  await spool.close()
  expect(await openSpool(path, { ...mark, last: commit(9).sha })).toBeNull()
  truncateSync(path, readFileSync(path).length - 20)
  expect(await openSpool(path, mark)).toBeNull()
  await removeSpool(path)
  expect(await openSpool(path, mark)).toBeNull()
})

test.skipIf(process.platform !== 'linux')('a full disk is said as such', async () => {
  const spool = await open('/dev/full', nothing)
  await expect(spool.append(newestFirst(3, 1))).rejects.toMatchObject({ code: 'store.full' })
  await spool.close()
})
