import { expect, test } from 'vitest'
import { addFlow, mapIssueType } from './edit-flow.ts'
import { addStep } from './edit-steps.ts'
import { moveStatus } from './move-status.ts'
import { renumberAdded } from './renumber-added.ts'
import { flowId, ordinaryConfig, step, stepId } from './test-support.ts'

const free = { nextFlowId: 8, nextStepId: 80 }

test('what was there keeps its ids; what was added gets new ones, with what refers to it', () => {
  const added = addStep(ordinaryConfig(), flowId(1), step(5, 'Test', 'in_progress'), 2)
  const flow = { id: flowId(2), name: 'Support', steps: [step(6, 'Wait', 'todo')], mappings: [] }
  const draft = mapIssueType(addFlow(moveStatus(added, flowId(1), 'QA', stepId(5)), flow), 'Bug', flowId(2))
  const { flows, issueTypes } = renumberAdded(draft, ordinaryConfig(), free)
  expect(flows.map(({ id, steps }) => [id, steps.map(each => each.id)])).toEqual([
    [1, [1, 2, 80, 3, 4]],
    [8, [81]],
  ])
  expect(flows[0]?.mappings).toContainEqual({ status: 'QA', stepId: 80 })
  expect(issueTypes).toEqual([...ordinaryConfig().issueTypes, { issueType: 'Bug', flowId: 8 }])
})

test('a configuration without additions stays as it is', () => {
  expect(renumberAdded(ordinaryConfig(), ordinaryConfig(), free)).toEqual(ordinaryConfig())
})
