import { expect, test } from 'vitest'
import { hasSinglePauses, whyNotSyncAll } from './possible-now.ts'

const idle = {
  state: 'FINISHED',
  queuePosition: null,
  connectionEnabled: true,
  activeSources: 1,
  waitsForUser: false,
} as const

test('all jobs can be synced when one of them would start', () => {
  const running = { ...idle, state: 'RUNNING' } as const
  expect(whyNotSyncAll([running, idle], false)).toBeNull()
  expect(whyNotSyncAll([running, idle], true)).toMatch(/Resume all/)
  const none = [
    running,
    { ...idle, state: 'PAUSED' },
    { ...idle, queuePosition: 1 },
    { ...idle, waitsForUser: true },
  ] as const
  expect(whyNotSyncAll(none, false)).toMatch(/Every job/)
  expect(
    whyNotSyncAll(
      [
        { ...idle, connectionEnabled: false },
        { ...idle, activeSources: 0 },
      ],
      false,
    ),
  ).toMatch(/Every job/)
})

test('a paused job that waits to go on is no single pause', () => {
  expect(hasSinglePauses([{ state: 'PAUSED', queuePosition: 1 }])).toBe(false)
  expect(hasSinglePauses([{ state: 'PAUSED', queuePosition: null }])).toBe(true)
})
