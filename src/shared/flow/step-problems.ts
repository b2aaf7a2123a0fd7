import { type Flow, foldName, type StepCategory } from '../model/flow.ts'
import type { FlowProblem } from '../model/flow-mapping.ts'
import type { FlowStepId } from '../model/ids.ts'
import { error, warning } from './problem.ts'
import { repeated } from './repeated.ts'

/** Names and ids of a flow's steps; `takenIds` are those of the flows before. */
export function stepProblems({ steps, name }: Flow, path: string, takenIds: ReadonlySet<FlowStepId>): FlowProblem[] {
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
export function orderProblems({ steps, name }: Flow, path: string): FlowProblem[] {
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
