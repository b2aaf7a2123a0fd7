import { expect, test } from 'vitest'
import type { FlowFigures } from '../../../../shared/model/flow-mapping.ts'
import { figureRows } from './impact-figures.ts'

const day = 86_400_000
const figures = (change: Partial<FlowFigures> = {}): FlowFigures => ({
  issues: 200,
  cycleTimeMedianMs: 3 * day,
  cycleTimeP85Ms: 9 * day,
  finished: 40,
  inProgress: 12,
  unmapped: 0,
  ...change,
})
const changes = (before: FlowFigures, after: FlowFigures) => figureRows({ before, after }).map(row => row.change)

test('figures that stay are told as the same', () => {
  expect(changes(figures(), figures())).toEqual([null, null, null, null, null, null])
})

test('figures that move are told with sign and size', () => {
  const after = figures({ cycleTimeMedianMs: 2.5 * day, finished: 41, inProgress: 10, unmapped: 50 })
  expect(changes(figures(), after)).toEqual(['−12 h', null, '+1', '−2', null, '+25 points'])
})

test('without finished issues there is no cycle time, and no zero', () => {
  const none = figures({ cycleTimeMedianMs: null, cycleTimeP85Ms: null, issues: 0 })
  expect(figureRows({ before: figures(), after: none }).map(row => [row.after, row.change])).toEqual([
    ['no data', 'lost'],
    ['no data', 'lost'],
    ['40', null],
    ['12', null],
    ['0', '−200'],
    ['no data', 'lost'],
  ])
  expect(changes(none, figures())[0]).toBe('new')
})
