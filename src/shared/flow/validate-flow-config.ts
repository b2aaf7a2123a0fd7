import { type Flow, type FlowConfig, foldName } from '../model/flow.ts'
import type { FlowProblem } from '../model/flow-mapping.ts'
import type { FlowStepId } from '../model/ids.ts'
import { issueTypeProblems } from './issue-type-problems.ts'
import { emptySteps, mappingProblems } from './mapping-problems.ts'
import { error, warning } from './problem.ts'
import { repeated } from './repeated.ts'
import { orderProblems, stepProblems } from './step-problems.ts'
import { unknownNames } from './unknown-names.ts'

/** What a configuration is held against: the statuses and issue types there are, by name. */
export interface KnownNames {
  readonly statuses: readonly string[]
  readonly issueTypes: readonly string[]
}

/**
 * What is wrong with a configuration, errors first. Errors refuse saving; warnings are told. With the names there are, warnings also
 * tell what the configuration names in vain. Order and paths (`flows.0.steps.1.name`) are those of the document.
 */
export function validateFlowConfig(config: FlowConfig, known?: KnownNames): FlowProblem[] {
  const problems = [
    ...flowListProblems(config),
    ...config.flows.flatMap((flow, index) => flowProblems(flow, `flows.${index}`, stepIdsBefore(config, index))),
    ...config.flows.flatMap((flow, index) =>
      config.issueTypes.some(type => type.flowId === flow.id) ? emptySteps(flow, `flows.${index}`) : [],
    ),
    ...issueTypeProblems(config),
    ...(known ? unknownNames(config, known) : []),
  ]
  return [...problems.filter(isError), ...problems.filter(problem => !isError(problem))]
}

/** Whether a problem refuses saving. */
export const isError = (problem: FlowProblem): boolean => problem.severity === 'error'

function flowListProblems({ flows, issueTypes }: FlowConfig): FlowProblem[] {
  if (flows.length === 0) return [error('flows', 'There is no flow. Add one.')]
  const used = new Set(issueTypes.map(type => type.flowId))
  return [
    ...flows.flatMap(({ name }, index) =>
      name.trim() === '' ? [error(`flows.${index}.name`, 'This flow has no name. Give it one.')] : [],
    ),
    ...repeated(flows.map(flow => foldName(flow.name))).map(index =>
      error(`flows.${index}.name`, `Two flows are called “${flows[index]?.name}”. Rename one of them.`),
    ),
    ...repeated(flows.map(flow => flow.id)).map(index =>
      error(`flows.${index}.id`, `“${flows[index]?.name}” has the id of another flow. Give it one of its own.`),
    ),
    ...flows.flatMap((flow, index) =>
      used.has(flow.id)
        ? []
        : [warning(`flows.${index}`, `No issue type uses “${flow.name}”. Assign one to it, or remove the flow.`)],
    ),
  ]
}

function stepIdsBefore({ flows }: FlowConfig, index: number): ReadonlySet<FlowStepId> {
  return new Set(flows.slice(0, index).flatMap(flow => flow.steps.map(step => step.id)))
}

function flowProblems(flow: Flow, path: string, takenIds: ReadonlySet<FlowStepId>): FlowProblem[] {
  return [...stepProblems(flow, path, takenIds), ...orderProblems(flow, path), ...mappingProblems(flow, path)]
}
