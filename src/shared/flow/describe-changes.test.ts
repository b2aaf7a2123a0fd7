import { expect, test } from 'vitest'
import type { FlowConfig } from '../model/flow.ts'
import { describeChanges } from './describe-changes.ts'
import { addFlow, mapIssueType, removeFlow, renameFlow } from './edit-flow.ts'
import { addStep, changeStep, moveStep, removeStep } from './edit-steps.ts'
import { moveStatus } from './move-status.ts'
import { flowId, ordinaryConfig, ordinaryFlow, step, stepId } from './test-support.ts'

const flow = flowId(1)
const support = { ...ordinaryFlow(), id: flowId(2), name: 'Support', mappings: [] }

test.each<[string, (config: FlowConfig) => FlowConfig, string[]]>([
  ['nothing', config => moveStatus(config, flow, 'open', stepId(1)), []],
  ['a moved status', c => moveStatus(c, flow, 'In Review', stepId(2)), ['“In Review” from Review to Doing']],
  ['a new status', c => moveStatus(c, flow, 'Blocked', stepId(3)), ['“Blocked” mapped to Review']],
  ['an unmapped status', c => moveStatus(c, flow, 'Open', null), ['“Open” no longer mapped']],
  ['a renamed step', c => changeStep(c, stepId(2), { name: 'Build' }), ['Step “Doing” renamed to “Build”']],
  ['a wait mark', c => changeStep(c, stepId(2), { wait: true }), ['Work waits in “Doing”']],
  ['a wait mark gone', c => changeStep(c, stepId(3), { wait: false }), ['Work is active in “Review”']],
  ['a category', c => changeStep(c, stepId(2), { category: 'todo' }), ['“Doing” counts as to do']],
  ['a colour', c => changeStep(c, stepId(2), { color: 'red' }), ['“Doing” has another colour']],
  ['a new step', c => addStep(c, flow, step(9, 'Test', 'in_progress'), 2), ['Step “Test” added']],
  ['an order', c => moveStep(c, stepId(3), 1), ['Steps in another order: To do, Review, Doing, Done']],
  [
    'a deleted step',
    c => removeStep(c, stepId(3), stepId(2)),
    ['Step “Review” deleted', '“In Review” from Review to Doing'],
  ],
  ['a renamed flow', c => renameFlow(c, flow, 'Product'), ['Flow “Delivery” renamed to “Product”']],
  ['a new flow', c => addFlow(c, support), ['Flow “Support” added']],
  ['a removed flow', c => removeFlow(c, flow, null), ['Flow “Delivery” removed', 'Issue type “Story” left out']],
  ['an issue type', c => mapIssueType(c, 'Bug', flow), ['Issue type “Bug” in “Delivery”']],
  ['an undecided type', c => mapIssueType(c, 'epic', undefined), ['Issue type “Epic” not decided']],
])('%s is told', (_, edit, told) => {
  expect(describeChanges(ordinaryConfig(), edit(ordinaryConfig()))).toEqual(told)
})
