import { expect, test } from 'vitest'
import { createPartQueue, type LineWork, type Part } from './line-work.ts'

const sizes = { largest: 1_000, smallest: 100, programs: 2 }
const nothingDone: LineWork = { next: 0, open: [] }

function takeAll(queue: { take(): Part | null }): Part[] {
  const parts: Part[] = []
  for (let part = queue.take(); part; part = queue.take()) parts.push({ ...part })
  return parts
}

test('parts cover the list once and get smaller towards its end, within bounds', () => {
  const parts = takeAll(createPartQueue(6_789, sizes, nothingDone))
  const lengths = parts.map(({ at, end }) => end - at)
  expect(parts.map(({ at }) => at)).toEqual([0, ...parts.slice(0, -1).map(({ end }) => end)])
  expect(parts.at(-1)?.end).toBe(6_789)
  expect(lengths[0]).toBe(1_000)
  expect(lengths).toEqual(lengths.toSorted((a, b) => b - a))
  expect(Math.min(...lengths.slice(0, -1))).toBe(100)
})

test('what an earlier run left open comes first, and counts as not done', () => {
  const queue = createPartQueue(2_000, sizes, { next: 1_500, open: [{ at: 300, end: 1_000 }] })
  expect(queue.done).toBe(800)
  const part = queue.take()
  expect(part).toEqual({ at: 300, end: 1_000 })
  if (part) queue.advance(part, 700)
  expect(queue.done).toBe(1_500)
  expect(takeAll(queue)[0]?.at).toBe(1_500)
})
