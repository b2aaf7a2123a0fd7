import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nextCycle, nextScheduled, nextTimes } from './schedule.ts'

const at = (iso: string) => Date.parse(iso)
const minutes = 60_000

test('a schedule is read in the time zone, through the change to summer time', () => {
  const times = nextTimes('0 7 * * 1-5', 'Europe/Berlin', at('2026-03-26T12:00:00Z'), 3)
  // Friday before, Monday and Tuesday after the clocks went forward.
  expect(times).toEqual([at('2026-03-27T06:00:00Z'), at('2026-03-30T05:00:00Z'), at('2026-03-31T05:00:00Z')])
})

test('a schedule at a time that the change to summer time leaves out still runs on that day', () => {
  const [time = 0] = nextTimes('30 2 * * *', 'Europe/Berlin', at('2026-03-28T12:00:00Z'), 1)
  expect(new Date(time).toISOString().slice(0, 10)).toBe('2026-03-29')
})

test.each(['', 'every day', '0 7 * *', '61 7 * * *', '0 0 7 * * *', '@reboot'])(
  'what is no schedule is a fault at its field: %s',
  schedule => {
    expect(() => nextTimes(schedule, 'UTC', 0, 1)).toThrow(
      expect.objectContaining({ code: 'settings.invalid', fields: [expect.objectContaining({ path: 'schedule' })] }),
    )
    expect(nextScheduled(schedule, 'UTC', 0, 0)).toBeNull()
  },
)

test('a schedule that never comes again has no next time', () => {
  expect(nextTimes('0 0 31 2 *', 'UTC', 0, 3)).toEqual([])
})

test('what was missed is due once: counted from when it was last obeyed, then from now', () => {
  const obeyed = at('2026-01-01T07:00:00Z')
  const now = at('2026-01-09T10:00:00Z')
  expect(nextScheduled('0 7 * * *', 'UTC', obeyed, now)).toBe(at('2026-01-02T07:00:00Z'))
  expect(nextScheduled('0 7 * * *', 'UTC', now, now)).toBe(at('2026-01-10T07:00:00Z'))
})

test('the next cycle is never further away than its interval, however the clock was set', () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 1_440 }), (last, now, cycle) => {
      const next = nextCycle(last, cycle, now) ?? 0
      expect(next).toBeLessThanOrEqual(now + cycle * minutes)
      expect(next).toBeLessThanOrEqual(last + cycle * minutes)
    }),
  )
  expect(nextCycle(5, null, 5)).toBeNull()
})
