import { expect, test } from 'vitest'
import { addFlow, mapIssueType } from '../../../../shared/flow/edit-flow.ts'
import { moveStatus } from '../../../../shared/flow/move-status.ts'
import { flowId, ordinaryConfig, ordinaryFlow, stepId } from '../../../../shared/flow/test-support.ts'
import type { KnownStatus } from '../../../../shared/model/flow-mapping.ts'
import { placedStatuses } from './placed-statuses.ts'

const status = (name: string, uses: KnownStatus['uses']): KnownStatus => ({
  name,
  category: 'todo',
  connections: ['Jira'],
  historyOnly: false,
  unlisted: 0,
  uses,
})
const known = [
  status('OPEN', [
    { issueType: 'Story', now: 2, ever: 10 },
    { issueType: 'Epic', now: 5, ever: 50 },
  ]),
  status('In progress', [{ issueType: 'story', now: 3, ever: 30 }]),
  status('Waiting for support', [{ issueType: 'Ticket', now: 1, ever: 4 }]),
  status('Never used', []),
]
const placed = (config = ordinaryConfig(), flow = ordinaryFlow()) =>
  placedStatuses(config, flow, known).map(({ name, now, ever, stepId, unheardOf }) => [
    name,
    now,
    ever,
    stepId,
    unheardOf,
  ])

test('a flow shows the statuses its issues were in and those it maps, with the numbers of its own issues', () => {
  expect(placed()).toEqual([
    ['In progress', 3, 30, 2, false],
    ['OPEN', 2, 10, 1, false],
    ['Closed', 0, 0, 4, true],
    ['In Review', 0, 0, 3, true],
  ])
})

test('a status of another flow’s issues appears with the issue type', () => {
  const names = placed(mapIssueType(ordinaryConfig(), 'TICKET', flowId(1))).map(([name]) => name)
  expect(names).toContain('Waiting for support')
})

test('a flow that no type uses yet shows every status, to be arranged', () => {
  const second = { ...ordinaryFlow(), id: flowId(2), name: 'New', mappings: [] }
  expect(placed(addFlow(ordinaryConfig(), second), second)).toHaveLength(known.length)
})

test('a mapped status no issue of the flow was ever in is unused; what the trackers do not know is not', () => {
  const config = moveStatus(ordinaryConfig(), flowId(1), 'Never used', stepId(1))
  const [flow = ordinaryFlow()] = config.flows
  const unused = placedStatuses(config, flow, known).filter(each => each.unused)
  expect(unused.map(({ name }) => name)).toEqual(['Never used'])
  const nobody = { ...config, issueTypes: [] }
  expect(placedStatuses(nobody, flow, known).some(each => each.unused)).toBe(false)
})
