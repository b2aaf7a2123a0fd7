import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ListedItem, newestFirst, PassCursor } from './newest-first.ts'

interface Entry {
  readonly id: string
  readonly time: number
  readonly version: number
}

interface Step {
  /** Entries that change, by number; a number not there yet is a new entry. */
  readonly changes: readonly number[]
  /** The same while the run reads, each after so many pages. */
  readonly during: readonly (readonly [pages: number, entry: number])[]
  /** Pages read before the run is cut off. */
  readonly pages: number
}

const entry = fc.nat(8)
const step = fc.record<Step>({
  changes: fc.array(entry, { maxLength: 4 }),
  during: fc.array(fc.tuple(fc.nat(4), entry), { maxLength: 4 }),
  pages: fc.nat(5),
})

/** A list in the order of its last change whose places are what GitHub's are made of: time and id. */
function createRemote(pageSize: number) {
  const entries = new Map<string, Entry>()
  let now = 0
  const key = ({ time, id }: Entry) => `${String(time).padStart(9, '0')} ${id}`
  return {
    entries,
    change(number: number) {
      const id = String(number)
      now += number % 2
      entries.set(id, { id, time: now, version: (entries.get(id)?.version ?? 0) + 1 })
    },
    page(place: string | null) {
      const sorted = [...entries.values()].sort((a, b) => (key(a) < key(b) ? 1 : -1))
      const rest = sorted.filter(one => place === null || key(one) < place)
      const items = rest.slice(0, pageSize)
      const last = items.at(-1)
      return {
        items: items.map(
          (one): ListedItem<Entry> => ({ id: one.id, time: one.time, hash: () => `v${one.version}`, item: one }),
        ),
        next: rest.length > pageSize && last ? key(last) : null,
      }
    },
  }
}

test('however runs are cut off and entries change meanwhile, a quiet run at last has every version and then reads nothing', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 7 }),
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 0, max: 6 }),
      async (steps, pageSize, unsettledMs) => {
        const remote = createRemote(pageSize)
        const stored = new Map<string, number>()
        let cursor: PassCursor | null = null

        const run = async (pages: number, during: Step['during']) => {
          let asked = 0
          let read = 0
          let committed = 0
          const reading = newestFirst<Entry>(
            {
              unsettledMs,
              warn: () => undefined,
              complete: async items => items,
              list: async place => {
                for (const [at, number] of during) if (at === asked) remote.change(number)
                asked++
                return remote.page(place)
              },
            },
            cursor,
          )
          for (;;) {
            if (committed++ === pages) break
            const { done, value } = await reading.next()
            if (done) break
            for (const { id, version } of value.records) stored.set(id, version)
            read += value.records.length
            cursor = PassCursor.parse(JSON.parse(JSON.stringify(value.cursor)))
          }
          return read
        }

        for (const { changes, during, pages } of steps) {
          for (const number of changes) remote.change(number)
          await run(pages, during)
        }
        await run(1_000, [])
        await run(1_000, [])
        expect(Object.fromEntries(stored)).toEqual(
          Object.fromEntries([...remote.entries.values()].map(({ id, version }) => [id, version])),
        )
        expect(await run(1_000, [])).toBe(0)
      },
    ),
    { numRuns: 300 },
  )
})
