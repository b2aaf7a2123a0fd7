import { expect, test } from 'vitest'
import { binLabel, binName } from './number-texts.ts'

test('a bin is named by what it holds', () => {
  expect(binName('rounds', { from: 1, to: 2 })).toBe('1 round')
  expect(binName('comments', { from: 0, to: 1 })).toBe('0 comments')
  expect(binName('lines', { from: 10, to: 25 })).toBe('10 to 24 lines')
  expect(binName('files', { from: 34, to: null })).toBe('34 files and more')
  expect(
    [
      { from: 1, to: 2 },
      { from: 1600, to: null },
      { from: 8, to: 13 },
    ].map(binLabel),
  ).toEqual(['1', '1,600+', '8–12'])
})
