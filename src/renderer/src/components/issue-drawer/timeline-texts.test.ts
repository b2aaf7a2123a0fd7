import { expect, test } from 'vitest'
import { StepTime } from '../../../../shared/model/issue-detail.ts'
import { stepName, tellsStatuses } from './timeline-texts.ts'

const span = { from: 0, to: null, ms: 1 }
const time = (step: string | null, ...statuses: readonly string[]) =>
  StepTime.parse({
    ...span,
    step: step === null ? null : { id: 1, name: step, category: 'todo', wait: false, color: 'blue' },
    statuses: statuses.map(name => ({ ...span, name, category: 'todo' })),
  })

test('a step without statuses of other names is told by its own alone', () => {
  expect(tellsStatuses(time('In progress', 'In Progress'))).toBe(false)
  expect(tellsStatuses(time('In progress', 'Coding'))).toBe(true)
  expect(tellsStatuses(time('In progress', 'In progress', 'Coding'))).toBe(true)
  expect(tellsStatuses(time(null, 'Gone'))).toBe(true)
})

test('statuses of no step are Unmapped', () => {
  expect(stepName(time(null, 'Gone'))).toBe('Unmapped')
})
