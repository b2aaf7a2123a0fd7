import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FlowConfig } from '../model/flow.ts'
import { addFlow, mapIssueType, removeFlow, renameFlow } from './edit-flow.ts'
import { addStep, changeStep, moveStep, removeStep } from './edit-steps.ts'
import { moveStatus } from './move-status.ts'
import { flowId, ordinaryConfig, step, stepId } from './test-support.ts'
import { isError, validateFlowConfig } from './validate-flow-config.ts'

const flow = flowId(1)
const stepNames = (config: FlowConfig) => config.flows[0]?.steps.map(({ name }) => name)
const stepOf = (config: FlowConfig, status: string) =>
  config.flows[0]?.mappings.find(mapping => mapping.status === status)?.stepId ?? null

test('a status moves to a step, whatever its case, and out of all', () => {
  const moved = moveStatus(ordinaryConfig(), flow, 'in review', stepId(2))
  expect(moved.flows[0]?.mappings[2]).toEqual({ status: 'in review', stepId: 2 })
  expect(stepOf(moveStatus(moved, flow, 'IN REVIEW', null), 'in review')).toBeNull()
})

test('an unmapped status is added; a move to where it is changes nothing', () => {
  const config = ordinaryConfig()
  expect(stepOf(moveStatus(config, flow, 'Blocked', stepId(3)), 'Blocked')).toBe(3)
  expect(moveStatus(config, flow, 'open', stepId(1))).toBe(config)
  expect(moveStatus(config, flow, 'Blocked', null)).toBe(config)
  expect(moveStatus(config, flowId(9), 'Open', stepId(2))).toBe(config)
})

test.each([
  [0, ['Doing', 'To do', 'Review', 'Done']],
  [2, ['To do', 'Review', 'Doing', 'Done']],
  [99, ['To do', 'Review', 'Done', 'Doing']],
  [-1, ['Doing', 'To do', 'Review', 'Done']],
])('a step moved to place %d', (position, names) => {
  expect(stepNames(moveStep(ordinaryConfig(), stepId(2), position))).toEqual(names)
})

test('a step is added where it is wanted, and changed in what is named only', () => {
  const added = addStep(ordinaryConfig(), flow, step(5, 'Test', 'in_progress'), 3)
  expect(stepNames(added)).toEqual(['To do', 'Doing', 'Review', 'Test', 'Done'])
  const changed = changeStep(added, stepId(5), { wait: true })
  expect(changed.flows[0]?.steps[3]).toEqual({ ...step(5, 'Test', 'in_progress'), wait: true })
})

test('a removed step hands its statuses on; without an heir they are unmapped', () => {
  const heir = removeStep(ordinaryConfig(), stepId(3), stepId(2))
  expect(stepNames(heir)).toEqual(['To do', 'Doing', 'Done'])
  expect(stepOf(heir, 'In Review')).toBe(2)
  for (const none of [null, stepId(3), stepId(77)])
    expect(stepOf(removeStep(ordinaryConfig(), stepId(3), none), 'In Review')).toBeNull()
})

test('flows are added, renamed and removed; a removed one hands its issue types on', () => {
  const [first] = ordinaryConfig().flows
  if (!first) throw new Error('no flow')
  const support = { ...first, id: flowId(2), name: 'Support' }
  const both = mapIssueType(addFlow(ordinaryConfig(), support), 'Bug', flowId(2))
  expect(renameFlow(both, flowId(2), 'Help').flows[1]?.name).toBe('Help')
  const removed = removeFlow(both, flowId(2), flow)
  expect(removed.flows).toHaveLength(1)
  expect(removed.issueTypes).toContainEqual({ issueType: 'Bug', flowId: 1 })
  expect(removeFlow(both, flowId(2), flowId(2)).issueTypes).toContainEqual({ issueType: 'Bug', flowId: null })
})

test('an issue type keeps its place when it changes, and can be undecided again', () => {
  const config = mapIssueType(ordinaryConfig(), 'STORY', null)
  expect(config.issueTypes.map(type => type.flowId)).toEqual([null, null])
  expect(mapIssueType(config, 'story', undefined).issueTypes).toEqual([{ issueType: 'Epic', flowId: null }])
})

test('no sequence of edits maps a status twice, or to a step that is gone, or loses one that has an heir', () => {
  const ids = fc.integer({ min: 1, max: 8 }).map(stepId)
  const edits = fc.oneof(
    fc.record({ status: fc.constantFrom('Open', 'OPEN', 'New', 'Closed'), to: ids }).map(
      ({ status, to }) =>
        (config: FlowConfig) =>
          config.flows[0]?.steps.some(({ id }) => id === to) ? moveStatus(config, flow, status, to) : config,
    ),
    fc.tuple(ids, fc.integer({ min: -1, max: 9 })).map(
      ([id, to]) =>
        (config: FlowConfig) =>
          moveStep(config, id, to),
    ),
    fc.tuple(ids, fc.option(ids)).map(([id, to]) => (config: FlowConfig) => {
      const removed = removeStep(config, id, to)
      const keptSteps = removed.flows[0]?.steps ?? []
      if (keptSteps.some(kept => kept.id === to))
        expect(removed.flows[0]?.mappings).toHaveLength(config.flows[0]?.mappings.length ?? 0)
      return removed
    }),
    ids.map(
      id => (config: FlowConfig) =>
        config.flows[0]?.steps.some(each => each.id === id)
          ? config
          : addStep(config, flow, step(id, `Step ${id}`, 'in_progress'), 1),
    ),
  )
  const mappingError = /mappings|\.id$/
  fc.assert(
    fc.property(fc.array(edits, { maxLength: 30 }), sequence => {
      const config = sequence.reduce((edited, edit) => edit(edited), ordinaryConfig())
      const wrong = validateFlowConfig(config).filter(problem => isError(problem) && mappingError.test(problem.path))
      expect(wrong).toEqual([])
    }),
  )
})
