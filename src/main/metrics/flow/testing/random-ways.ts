import fc from 'fast-check'
import { day, on, type Way } from './snapshot.ts'

/** Ways through the steps 0 to 5, with at least an hour's difference between two entries, from the first sixty days. */
export const way: fc.Arbitrary<Way> = fc
  .tuple(
    fc.integer({ min: 0, max: 60 }),
    fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 1, max: 240 })), {
      minLength: 1,
      maxLength: 9,
    }),
  )
  .map(([first, moves]) => {
    const entries: [number, number][] = []
    let at = on(first)
    for (const [step, hours] of moves) {
      if (entries.at(-1)?.[0] !== step) entries.push([step, at])
      at += (hours * day) / 24
    }
    return entries
  })

export const ways = fc.array(way, { minLength: 1, maxLength: 30 })
