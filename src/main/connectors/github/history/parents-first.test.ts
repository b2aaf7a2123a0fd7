import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parentsFirst } from './parents-first.ts'

/** Commits in a made-up listing, each with parents anywhere in it, without circles: those of a lower rank. */
const listings = fc
  .uniqueArray(fc.nat(60), { maxLength: 40 })
  .chain(ranks =>
    fc
      .array(fc.array(fc.nat(39), { maxLength: 3 }), { minLength: ranks.length, maxLength: ranks.length })
      .map(all =>
        all.map((parents, place) =>
          parents.filter(parent => parent < ranks.length && (ranks[parent] ?? 0) < (ranks[place] ?? 0)),
        ),
      ),
  )

test('every commit comes once, and after each of its parents', () => {
  fc.assert(
    fc.property(listings, parents => {
      const order = [...parentsFirst(parents)]
      expect([...order].sort((a, b) => a - b)).toEqual(parents.map((_, place) => place))
      const at = new Map(order.map((place, position) => [place, position]))
      for (const [place, own] of parents.entries())
        for (const parent of own) expect(at.get(parent)).toBeLessThan(at.get(place) ?? -1)
    }),
  )
})

test('a listing newest first is turned round, however long its one line is', () => {
  const line = Array.from({ length: 200_000 }, (_, place) => (place < 199_999 ? [place + 1] : []))
  const order = parentsFirst(line)
  expect([order[0], order[1], order.at(-1)]).toEqual([199_999, 199_998, 0])
})
