import { expect, test } from 'vitest'
import { keepsAway } from './keeps-away.ts'

test('while the database is replaced or moved the app cannot be used', () => {
  expect(keepsAway({ kind: 'restore', status: 'running' })).toBe(true)
  expect(keepsAway({ kind: 'move', status: 'running' })).toBe(true)
})

test('after a restore it goes on; after a move only where Weir starts again', () => {
  expect(keepsAway({ kind: 'restore', status: 'done' })).toBe(false)
  expect(keepsAway({ kind: 'move', status: 'done' })).toBe(true)
  expect(keepsAway({ kind: 'move', status: 'failed' })).toBe(false)
  expect(keepsAway({ kind: 'move', status: 'cancelled' })).toBe(false)
})

test('other work goes on beside the user’s', () => {
  for (const kind of ['check', 'backUp', 'compact', 'export'] as const)
    expect(keepsAway({ kind, status: 'running' })).toBe(false)
})
