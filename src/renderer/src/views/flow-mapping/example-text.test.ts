import { expect, test } from 'vitest'
import { exampleText } from './example-text.ts'

const day = 86_400_000
const inStep = { flow: 'Delivery', step: 'Review', startedAt: 0, doneAt: null }
const done = { flow: 'Delivery', step: 'Done', startedAt: 0, doneAt: 3 * day }

test.each([
  [inStep, { ...inStep, step: null }, 'Review → Unmapped'],
  [inStep, inStep, 'Review, as now; the steps before differ'],
  [done, { ...done, startedAt: day }, 'Done after 3 d → Done after 2 d'],
  [done, { ...done, startedAt: null }, 'Done after 3 d → Done, no start known'],
  [
    { ...inStep, startedAt: null },
    { flow: null, step: null, startedAt: null, doneAt: null },
    'Review, not started → in no flow',
  ],
])('%#: what becomes of an issue is told', (before, after, text) => {
  expect(exampleText(before, after)).toBe(text)
})
