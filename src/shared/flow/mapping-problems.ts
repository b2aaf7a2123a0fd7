import { type Flow, foldName, type StepCategory } from '../model/flow.ts'
import type { FlowProblem } from '../model/flow-mapping.ts'
import { error, warning } from './problem.ts'
import { repeated } from './repeated.ts'

/** Statuses mapped twice, or to nowhere. */
export function mappingProblems({ steps, mappings, name }: Flow, path: string): FlowProblem[] {
  const stepIds = new Set(steps.map(step => step.id))
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
  ]
}

/** Of a flow that issue types use: of another there is something else to be said. */
export function emptySteps({ steps, mappings, name }: Flow, path: string): FlowProblem[] {
  const used = new Set(mappings.map(mapping => mapping.stepId))
  return [
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
