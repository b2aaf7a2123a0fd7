import { type FlowConfig, foldName } from '../model/flow.ts'
import type { FlowProblem } from '../model/flow-mapping.ts'
import { error } from './problem.ts'
import { repeated } from './repeated.ts'

/** Issue types assigned twice, or to a flow there is not. */
export function issueTypeProblems({ flows, issueTypes }: FlowConfig): FlowProblem[] {
  const flowIds = new Set(flows.map(flow => flow.id))
  return [
    ...issueTypes.flatMap(({ issueType, flowId }, index) => {
      if (foldName(issueType) === '')
        return [error(`issueTypes.${index}.issueType`, 'An issue type has no name. Remove it.')]
      if (flowId === null || flowIds.has(flowId)) return []
      return [
        error(
          `issueTypes.${index}.flowId`,
          `“${issueType}” uses a flow that does not exist. Assign another, or leave it out.`,
        ),
      ]
    }),
    ...repeated(issueTypes.map(type => foldName(type.issueType))).map(index =>
      error(
        `issueTypes.${index}.issueType`,
        `“${issueTypes[index]?.issueType}” is assigned twice. Keep one of the two.`,
      ),
    ),
  ]
}
