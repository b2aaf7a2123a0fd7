import { expect, test } from 'vitest'
import type { FlowConfig } from '../model/flow.ts'
import { FlowConfig as Config } from '../model/flow.ts'
import { adoptIds } from './adopt-ids.ts'
import { ordinaryConfig, ordinaryFlow, step, stepId } from './test-support.ts'
import { validateFlowConfig } from './validate-flow-config.ts'

const free = { nextFlowId: 5, nextStepId: 50 }
const adopt = (foreign: FlowConfig) => adoptIds(foreign, ordinaryConfig(), free)

test('our own configuration comes back as it is', () => {
  expect(adopt(ordinaryConfig())).toEqual(ordinaryConfig())
})

test('what has the same name is the same, whatever its id there; the rest gets ids that nothing ever had', () => {
  const foreign = Config.parse({
    flows: [
      {
        id: 9,
        name: 'DELIVERY',
        steps: [step(4, 'To Do', 'todo'), step(1, 'Testing', 'in_progress'), step(3, 'done', 'done')],
        mappings: [
          { status: 'Open', stepId: 4 },
          { status: 'QA', stepId: 1 },
        ],
      },
      { ...ordinaryFlow(), id: 1, name: 'Support' },
    ],
    issueTypes: [{ issueType: 'Bug', flowId: 9 }],
  })
  const { flows, issueTypes } = adopt(foreign)
  expect(flows.map(flow => [flow.id, flow.steps.map(({ id }) => id)])).toEqual([
    [1, [1, 50, 4]],
    [5, [51, 52, 53, 54]],
  ])
  expect(flows[0]?.mappings.map(mapping => mapping.stepId)).toEqual([1, 50])
  expect(issueTypes).toEqual([{ issueType: 'Bug', flowId: 1 }])
})

test('ids given twice are told apart, and what leads nowhere is left unmapped', () => {
  const twice = { ...ordinaryFlow(), steps: [...ordinaryFlow().steps, step(4, 'Shipped', 'done')] }
  const config = adopt({
    flows: [{ ...twice, mappings: [...twice.mappings, { status: 'Lost', stepId: stepId(99) }] }],
    issueTypes: [...ordinaryConfig().issueTypes, ...Config.shape.issueTypes.parse([{ issueType: 'Bug', flowId: 7 }])],
  })
  expect(config.flows[0]?.steps.map(({ id }) => id)).toEqual([1, 2, 3, 4, 50])
  expect(config.flows[0]?.mappings).toEqual(ordinaryFlow().mappings)
  expect(config.issueTypes).toEqual(ordinaryConfig().issueTypes)
  expect(validateFlowConfig(config).map(({ path }) => path)).toEqual(['flows.0.steps.4'])
})
