import { expect, test } from 'vitest'
import { factTexts } from './fact-texts.ts'

const texts = (facts: Parameters<typeof factTexts>[0]) => Object.fromEntries(factTexts(facts, 'UTC'))

test('sizes, times, durations and shares have their units', () => {
  expect(
    texts({ bytes: 1_500_000, freeShare: 0.125, integrityCheckedAt: Date.parse('2026-11-21T14:05:00Z'), p99Ms: 12 }),
  ).toEqual({
    Size: '1.5 MB',
    'Unused share': '12%',
    'Checked for damage': '21 Nov 2026, 14:05',
    'Delay (99th percentile)': '12 ms',
  })
})

test('a clock that was set back has gone by less than nothing', () => {
  expect(texts({ lastJumpMs: -90_000 })).toEqual({ 'It jumped by': '−1 min 30 s' })
})

test('what there is nothing to say about is left out', () => {
  expect(texts({ held: false, retryAt: null, retries: 0, pages: 12, waiting: 0 })).toEqual({ 'Jobs waiting': '0' })
})

test('a fault is told by its title, the vault by how it keeps, a state in plain words', () => {
  expect(texts({ lastSyncFault: 'auth.rejected', kind: 'key-file', state: 'FAILED', someNewFact: 'so' })).toEqual({
    'Its fault': 'The credentials were refused',
    Kept: 'Sealed with a key file that only you can read',
    State: 'failed',
    'Some new fact': 'so',
  })
})
