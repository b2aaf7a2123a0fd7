import { expect, test } from 'vitest'
import { flowId, ordinaryConfig, stepId } from '../../../../shared/flow/test-support.ts'
import { isError, validateFlowConfig } from '../../../../shared/flow/validate-flow-config.ts'
import type { TrackerCategory } from '../../../../shared/model/flow-mapping.ts'
import { newFlow } from './new-flow.ts'

const status = (name: string, category: TrackerCategory) => ({
  name,
  category,
  connections: [],
  historyOnly: false,
  unlisted: 0,
  uses: [],
})

test('a new flow can be saved as it is; what has no category stays unmapped', () => {
  const statuses = [
    status('Open', 'todo'),
    status('Doing', 'in_progress'),
    status('Shut', 'done'),
    status('Old', 'unknown'),
  ]
  const flow = newFlow(flowId(2), 'Support', stepId(7), statuses)
  expect(flow.mappings).toEqual([
    { status: 'Open', stepId: 7 },
    { status: 'Doing', stepId: 8 },
    { status: 'Shut', stepId: 9 },
  ])
  const config = { ...ordinaryConfig(), flows: [...ordinaryConfig().flows, flow] }
  expect(validateFlowConfig(config).filter(isError)).toEqual([])
})
