import fc from 'fast-check'
import { expect, test } from 'vitest'
import { flagTimes } from './flag-times.ts'

const set = (at: number) => ({ at, wasSet: false, isSet: true })
const cleared = (at: number) => ({ at, wasSet: true, isSet: false })
const lasting = Number.POSITIVE_INFINITY

test('an issue is flagged from each time the flag is set until it is cleared', () => {
  expect(flagTimes({ createdAt: 0, flagged: true }, [set(5), cleared(9), set(20)])).toEqual([
    [5, 9],
    [20, lasting],
  ])
})

test('a flag that was there before the first change, or that nothing tells of, is there since the creation', () => {
  expect(flagTimes({ createdAt: 3, flagged: false }, [cleared(9)])).toEqual([[3, 9]])
  expect(flagTimes({ createdAt: 3, flagged: true }, [])).toEqual([[3, lasting]])
  expect(flagTimes({ createdAt: 3, flagged: false }, [])).toEqual([])
})

test('whatever the changes say, times lie apart in order and none is empty or before the creation', () => {
  const change = fc.record({ at: fc.integer({ min: 0, max: 30 }), wasSet: fc.boolean(), isSet: fc.boolean() })
  fc.assert(
    fc.property(fc.nat(30), fc.boolean(), fc.array(change), (createdAt, flagged, changes) => {
      const times = flagTimes(
        { createdAt, flagged },
        changes.toSorted((a, b) => a.at - b.at),
      )
      for (const [i, [from, to]] of times.entries()) {
        expect(from).toBeLessThan(to)
        expect(from).toBeGreaterThanOrEqual(times[i - 1]?.[1] ?? createdAt)
      }
    }),
  )
})
