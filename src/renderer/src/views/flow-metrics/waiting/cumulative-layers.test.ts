import { expect, test } from 'vitest'
import { FlowCumulative } from '../../../../../shared/model/flow-metrics.ts'
import { layerAt } from '../../../charts/stack-chart.tsx'
import { cumulativeLayers } from './cumulative-layers.ts'

const step = (id: number, category: string) => ({ id, name: `Step ${id}`, category, wait: false, color: 'blue' })
const none = { doneWithoutStart: 0, movedBackwards: 0, reopened: 0, unmapped: 0 }

const answer = (todo: readonly number[], doing: readonly number[], done: readonly number[]) =>
  FlowCumulative.parse({
    flowSteps: [step(1, 'todo'), step(2, 'in_progress'), step(3, 'done')],
    at: [1, 2, 3],
    steps: [
      { stepId: 1, items: todo },
      { stepId: 2, items: doing },
      { stepId: 3, items: done },
    ],
    findings: none,
    noData: null,
  })

test('done is at the bottom and begins at nothing, also where a reopened issue left it', () => {
  const layers = cumulativeLayers(answer([5, 5, 5], [2, 3, 1], [100, 99, 104]))
  expect(layers.map(({ stepId }) => stepId)).toEqual([3, 2, 1])
  expect(layers[0]?.drawn).toEqual([1, 0, 5])
  expect(layers[0]?.items).toEqual([100, 99, 104])
})

test('a backlog many times larger than the work is hidden at first', () => {
  const hidden = (todo: readonly number[]) =>
    cumulativeLayers(answer(todo, [2, 3, 1], [0, 1, 4])).map(({ hiddenAtFirst }) => hiddenAtFirst)
  expect(hidden([900, 900, 900])).toEqual([false, false, true])
  expect(hidden([9, 9, 9])).toEqual([false, false, false])
})

test('a click opens the layer it falls in', () => {
  const layers = [
    { key: 'done', color: '', values: [2] },
    { key: 'doing', color: '', values: [3] },
  ]
  expect(layerAt(layers, 0, 1)).toBe('done')
  expect(layerAt(layers, 0, 4.5)).toBe('doing')
  expect(layerAt(layers, 0, 6)).toBeNull()
})
