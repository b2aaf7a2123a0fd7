import fc from 'fast-check'
import { expect, test } from 'vitest'
import { advance, beginning, type IssueCursor, isKnown, type Version } from './issue-cursor.ts'

interface Step {
  /** Issue changed before this run, or null. */
  readonly changes: readonly number[]
  /** Issues that change while the run reads, by page. */
  readonly during: readonly number[]
  /** Pages read before the run is cut off. */
  readonly pages: number
}

const issueCount = 6
const step = fc.record<Step>({
  changes: fc.array(fc.nat(issueCount - 1), { maxLength: 4 }),
  during: fc.array(fc.nat(issueCount - 1), { maxLength: 4 }),
  pages: fc.nat(5),
})

test('however runs are cut off and issues change meanwhile, a quiet run at last has every version and then reads nothing', () => {
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 8 }),
      fc.integer({ min: 1, max: 3 }),
      fc.nat(5),
      (steps, pageSize, overlap) => {
        let clock = 0
        const site = new Map(Array.from({ length: issueCount }, (_, id) => [String(id), ++clock]))
        const stored = new Map<string, number>()
        let cursor: IssueCursor = beginning

        function run(during: readonly number[], pages: number): number {
          const horizon = clock - overlap
          const listed = [...site]
            .map(([id, updated]): Version => ({ id, updated }))
            .filter(({ updated }) => cursor.since === null || updated >= cursor.since)
            .filter(({ id, updated }) => !isKnown(cursor, id, updated))
            .sort((a, b) => a.updated - b.updated)
          let read = 0
          for (let page = 0; page < pages && page * pageSize < listed.length; page++) {
            const change = during[page]
            if (change !== undefined) site.set(String(change), ++clock)
            const fetched = listed
              .slice(page * pageSize, (page + 1) * pageSize)
              .map(({ id }) => ({ id, updated: site.get(id) ?? 0 }))
            for (const { id, updated } of fetched) stored.set(id, updated)
            cursor = advance(cursor, fetched, horizon)
            read += fetched.length
          }
          return read
        }

        for (const { changes, during, pages } of steps) {
          for (const id of changes) site.set(String(id), ++clock)
          run(during, pages)
        }
        run([], Number.POSITIVE_INFINITY)
        expect(stored).toEqual(new Map([...site].filter(([id]) => stored.has(id))))
        expect(stored.size).toBe(site.size)
        expect(run([], Number.POSITIVE_INFINITY)).toBe(0)
      },
    ),
  )
})
