import { array, assert, integer, property } from 'fast-check'
import { expect, test } from 'vitest'
import { openCommits, packCommits } from './packed-commits.ts'

const ids = array(integer({ min: 1, max: 5_000 }), { maxLength: 50 })

test('a packed set holds what was put into it and what was added, and nothing else', () => {
  assert(
    property(ids, ids, ids, (first, added, others) => {
      const set = openCommits(openCommits(packCommits(first)).packedWith(added))
      const inside = new Set([...first, ...added])
      for (const id of [...inside, ...others]) expect(set.has(id)).toBe(inside.has(id))
    }),
  )
})

test('a history of half a million commits takes a few bytes', () => {
  const all = Array.from({ length: 500_000 }, (_, i) => i + 1_000_000)
  expect(packCommits(all).length).toBeLessThan(1_000)
})
