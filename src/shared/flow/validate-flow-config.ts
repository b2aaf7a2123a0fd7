import { type Flow, type FlowConfig, foldName, type StepCategory } from '../model/flow.ts'
import type { FlowProblem } from '../model/flow-mapping.ts'
import type { FlowStepId } from '../model/ids.ts'
import { repeated } from './repeated.ts'

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
    ...issueTypeProblems(config),
    ...(known ? unknownNames(config, known) : []),
  ]
  return [...problems.filter(isError), ...problems.filter(problem => !isError(problem))]
}

/** Whether a problem refuses saving. */
export const isError = (problem: FlowProblem): boolean => problem.severity === 'error'

const error = (path: string, message: string): FlowProblem => ({ severity: 'error', path, message })
const warning = (path: string, message: string): FlowProblem => ({ severity: 'warning', path, message })

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

function stepProblems({ steps, name }: Flow, path: string, takenIds: ReadonlySet<FlowStepId>): FlowProblem[] {
  const sameId = new Set(repeated(steps.map(step => step.id)))
  return [
    ...steps.flatMap((step, index) => {
      const at = `${path}.steps.${index}`
      return [
        ...(step.name.trim() === '' ? [error(`${at}.name`, `A step of “${name}” has no name. Give it one.`)] : []),
        ...(sameId.has(index) || takenIds.has(step.id)
          ? [error(`${at}.id`, `“${step.name}” has the id of another step. Give it one of its own.`)]
          : []),
      ]
    }),
    ...repeated(steps.map(step => foldName(step.name))).flatMap(index =>
      steps[index]?.name.trim() === ''
        ? []
        : [
            error(
              `${path}.steps.${index}.name`,
              `Two steps of “${name}” are called “${steps[index]?.name}”. Rename one of them.`,
            ),
          ],
    ),
  ]
}

/** Work flows one way: to do, in progress, done. */
function orderProblems({ steps, name }: Flow, path: string): FlowProblem[] {
  const has = (category: StepCategory) => steps.some(step => step.category === category)
  const firstDone = steps.findIndex(step => step.category === 'done')
  const firstActive = steps.findIndex(step => step.category === 'in_progress')
  const missing = [
    ...(has('in_progress')
      ? []
      : [
          error(
            `${path}.steps`,
            `“${name}” has no step that is in progress, so work would never begin. Make one step “In progress”.`,
          ),
        ]),
    ...(has('done')
      ? []
      : [error(`${path}.steps`, `“${name}” has no done step, so work would never end. Make the last step “Done”.`)]),
  ]
  return [
    ...missing,
    ...steps.flatMap((step, index) => {
      const at = `${path}.steps.${index}.category`
      if (firstDone >= 0 && index > firstDone && step.category !== 'done')
        return [
          error(
            at,
            `“${step.name}” comes after the done step “${steps[firstDone]?.name}”: work would go round in a circle. Move “${step.name}” before it.`,
          ),
        ]
      if (firstActive >= 0 && index > firstActive && step.category === 'todo')
        return [
          warning(
            at,
            `“${step.name}” is to do, but comes after work has begun in “${steps[firstActive]?.name}”. Make it a waiting step in progress, or move it to the front.`,
          ),
        ]
      return []
    }),
  ]
}

function mappingProblems({ steps, mappings, name }: Flow, path: string): FlowProblem[] {
  const stepIds = new Set(steps.map(step => step.id))
  const used = new Set(mappings.map(mapping => mapping.stepId))
  return [
    ...mappings.flatMap(({ status, stepId }, index) => {
      const at = `${path}.mappings.${index}`
      if (foldName(status) === '') return [error(`${at}.status`, `“${name}” maps a status without a name. Remove it.`)]
      if (stepIds.has(stepId)) return []
      return [
        error(
          `${at}.stepId`,
          `“${status}” is mapped to a step that “${name}” does not have. Map it to one of its steps.`,
        ),
      ]
    }),
    ...repeated(mappings.map(mapping => foldName(mapping.status))).map(index =>
      error(
        `${path}.mappings.${index}.status`,
        `“${mappings[index]?.status}” is mapped twice in “${name}”. Keep one of the two.`,
      ),
    ),
    ...steps.flatMap((step, index) =>
      used.has(step.id)
        ? []
        : [
            warning(
              `${path}.steps.${index}`,
              `No status leads to “${step.name}” of “${name}”: it stays empty. ${emptyRemedy(step.category)}`,
            ),
          ],
    ),
  ]
}

const emptyRemedy = (category: StepCategory): string =>
  category === 'done'
    ? 'Map a status to it, or nothing is ever finished there.'
    : 'Map a status to it, or delete the step.'

function issueTypeProblems({ flows, issueTypes }: FlowConfig): FlowProblem[] {
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

function unknownNames({ flows, issueTypes }: FlowConfig, known: KnownNames): FlowProblem[] {
  const statuses = new Set(known.statuses.map(foldName))
  const types = new Set(known.issueTypes.map(foldName))
  return [
    ...flows.flatMap((flow, at) =>
      flow.mappings.flatMap(({ status }, index) =>
        statuses.has(foldName(status))
          ? []
          : [
              warning(
                `flows.${at}.mappings.${index}.status`,
                `No issue was ever in “${status}”, which “${flow.name}” maps. It does no harm, and counts once it appears.`,
              ),
            ],
      ),
    ),
    ...issueTypes.flatMap(({ issueType }, index) =>
      types.has(foldName(issueType))
        ? []
        : [
            warning(
              `issueTypes.${index}.issueType`,
              `There is no issue type “${issueType}”. It does no harm, and counts once it appears.`,
            ),
          ],
    ),
  ]
}
