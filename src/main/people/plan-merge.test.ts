import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { IdentityId, PersonId } from '../../shared/model/ids.ts'
import { type Belonging, planMerge, planSplit } from './plan-merge.ts'

const id = (value: number) => value as IdentityId
const pair = (into: number, other: number) => ({ into: into as PersonId, other: other as PersonId })
const lone = (...ids: number[]): Belonging[] => ids.map(each => ({ id: id(each), personId: id(each) }))

const after = (belongings: readonly Belonging[], moves: ReadonlyMap<IdentityId, IdentityId>): Belonging[] =>
  belongings.map(one => ({ ...one, personId: moves.get(one.id) ?? one.personId }))
const personOf = (belongings: readonly Belonging[], of: number) => belongings.find(one => one.id === of)?.personId

test('pairs are merged one after the other, and what each person was made of is told', () => {
  const { moves, groups } = planMerge(lone(1, 2, 3, 4), [pair(1, 2), pair(3, 4), pair(1, 4)])
  expect([...moves]).toEqual([
    [2, 1],
    [4, 1],
    [3, 1],
  ])
  expect(groups).toEqual([[3, 4], [4], [2]])
})

test('what is one already, or is not there, changes nothing', () => {
  const merged = planMerge(lone(1, 2), [pair(1, 2), pair(2, 1), pair(1, 1), pair(1, 9)])
  expect([...merged.moves]).toEqual([[2, 1]])
  expect(merged.groups).toEqual([[2]])
})

test('the part with the person’s own identity stays the person; the rest is led by its first', () => {
  const belongings = after(lone(1, 2, 3), planMerge(lone(1, 2, 3), [pair(2, 1), pair(2, 3)]).moves)
  const plan = planSplit(belongings, [[id(2)]])
  expect([...(plan?.moves ?? [])]).toEqual([
    [1, 1],
    [3, 1],
  ])
  expect(plan?.pairs).toEqual([pair(2, 1)])
})

test('a group of two people, or a whole person, is not split', () => {
  expect(planSplit(lone(1, 2), [[id(1), id(2)]])).toBeNull()
  expect(planSplit(lone(1), [[id(9)]])).toBeNull()
  expect([...(planSplit(lone(1), [[id(1)]])?.moves ?? [])]).toEqual([])
})

const pairs = fc.array(fc.record({ into: fc.integer({ min: 1, max: 8 }), other: fc.integer({ min: 1, max: 8 }) }))

test('any merge is undone by splitting what it answers, any split by merging what it answers', () => {
  fc.assert(
    fc.property(
      pairs,
      pairs,
      fc.uniqueArray(fc.integer({ min: 1, max: 8 }), { minLength: 1 }),
      (first, second, ids) => {
        const typed = (some: typeof first) => some.map(({ into, other }) => pair(into, other))
        const before = after(lone(1, 2, 3, 4, 5, 6, 7, 8), planMerge(lone(1, 2, 3, 4, 5, 6, 7, 8), typed(first)).moves)
        for (const one of before) expect(personOf(before, one.personId)).toBe(one.personId)

        const { moves, groups } = planMerge(before, typed(second))
        const merged = after(before, moves)
        expect(after(merged, planSplit(merged, groups)?.moves ?? new Map())).toEqual(before)

        const own = personOf(before, ids[0] ?? 1)
        const split = planSplit(before, [ids.map(id).filter(each => personOf(before, each) === own)])
        const parted = after(before, split?.moves ?? new Map())
        for (const one of parted) expect(personOf(parted, one.personId)).toBe(one.personId)
        expect(after(parted, planMerge(parted, split?.pairs ?? []).moves)).toEqual(before)
      },
    ),
  )
})
