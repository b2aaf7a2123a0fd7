import { expect, test } from 'vitest'
import { parsePeriod } from './period.ts'

const iso = (text: string) => Date.parse(text)

test('days are whole days of the time zone, the last one included', () => {
  expect(parsePeriod('2026-01-01', '2026-01-31', 'UTC')).toEqual({
    from: iso('2026-01-01T00:00Z'),
    to: iso('2026-02-01T00:00Z'),
  })
  expect(parsePeriod('2026-02-28', '2026-02-28', 'Asia/Kolkata')).toEqual({
    from: iso('2026-02-28T00:00+05:30'),
    to: iso('2026-03-01T00:00+05:30'),
  })
})

test('a day on which the clocks change has 23 or 25 hours', () => {
  const hours = (day: string) => {
    const { from, to } = parsePeriod(day, day, 'Europe/Berlin')
    return (to - from) / 3_600_000
  }
  expect([hours('2026-03-28'), hours('2026-03-29'), hours('2026-10-25')]).toEqual([24, 23, 25])
})

test('instants are taken as they are', () => {
  expect(parsePeriod('2026-01-01T12:00:00Z', '2026-01-01T14:00:00+01:00', 'Asia/Tokyo')).toEqual({
    from: iso('2026-01-01T12:00Z'),
    to: iso('2026-01-01T13:00Z'),
  })
})

test.each([
  ['2026-02-30', '2026-03-01', 'from'],
  ['2026-02-01', 'tomorrow', 'to'],
  ['2026-02-01', '2026-02-02T10:00', 'to'],
  ['2026-02-02', '2026-02-01', 'to'],
  ['', '2026-02-01', 'from'],
])('what is no period is refused: %s to %s', (from, to, path) => {
  expect(() => parsePeriod(from, to, 'UTC')).toThrow(
    expect.objectContaining({ code: 'rpc.invalid_input', fields: [expect.objectContaining({ path })] }),
  )
})
