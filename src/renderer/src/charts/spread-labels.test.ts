import { expect, test } from 'vitest'
import { spreadLabels } from './spread-labels.ts'

test('labels stay where they are wanted while there is room, and move up where not', () => {
  expect(spreadLabels([200, 150, 100], 13, 220)).toEqual([200, 150, 100])
  expect(spreadLabels([200, 198, 190], 13, 220)).toEqual([200, 187, 174])
})

test('none leaves the plot at the top', () => {
  expect(spreadLabels([5, 4, 3], 13, 220)).toEqual([26, 13, 0])
})
