import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pageInOrder } from './page-in-order.ts'

const list = fc.uniqueArray(fc.nat(10_000), { maxLength: 300 })
const values = fc.array(fc.oneof(fc.integer({ min: -5, max: 20 }), fc.constant(Number.NaN)), { minLength: 1 })
const page = fc.record({ offset: fc.nat(350), limit: fc.integer({ min: 1, max: 100 }) })

test('a page is what stands there when all is sorted: by the value, then by itself, unknown last whichever way', () => {
  fc.assert(
    fc.property(list, values, page, fc.boolean(), (items, column, { offset, limit }, descending) => {
      const value = (item: number) => column[item % column.length] ?? Number.NaN
      const sign = descending ? -1 : 1
      const known = items.filter(item => !Number.isNaN(value(item)))
      const unknown = items.filter(item => Number.isNaN(value(item)))
      const sorted = [
        ...known.sort((a, b) => sign * (value(a) - value(b) || a - b)),
        ...unknown.sort((a, b) => sign * (a - b)),
      ]
      const shown = pageInOrder(Int32Array.from(items), value, { descending, page: { offset, limit } })
      expect([...shown]).toEqual(sorted.slice(offset, offset + limit))
    }),
  )
})
