import { expect, test } from 'vitest'
import { stepId } from '../../../../shared/flow/test-support.ts'
import type { PlacedStatus } from './placed-statuses.ts'
import { unmappedText } from './unmapped-text.ts'

const status = (name: string, now: number, step: number | null): PlacedStatus => ({
  key: name,
  name,
  now,
  ever: now,
  category: 'todo',
  connections: [],
  historyOnly: false,
  unlisted: 0,
  unheardOf: false,
  unused: false,
  stepId: step === null ? null : stepId(step),
})

test('what is not mapped is counted and named, up to five', () => {
  expect(unmappedText('Delivery', [status('Open', 3, 1)])).toBeNull()
  expect(unmappedText('Delivery', [status('Open', 3, 1), status('Old', 2, null)])).toBe(
    '1 status of “Delivery” not mapped, with 2 issues now: “Old”.',
  )
  const many = [...'abcdefg'].map(name => status(name, 1, null))
  expect(unmappedText('Delivery', many)).toBe(
    '7 statuses of “Delivery” not mapped, with 7 issues now: “a”, “b”, “c”, “d”, “e” and 2 more.',
  )
})
