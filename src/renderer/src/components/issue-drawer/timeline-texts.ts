import type { StepCategory } from '../../../../shared/model/flow.ts'
import type { StepTime } from '../../../../shared/model/issue-detail.ts'

export const stepCategoryTexts: Readonly<Record<StepCategory, string>> = {
  todo: 'to do',
  in_progress: 'in progress',
  done: 'done',
}

/** What a step is called in the timeline. */
export const stepName = ({ step }: StepTime): string => step?.name ?? 'Unmapped'

/** Whether a step's statuses say more than its name. */
export const tellsStatuses = (time: StepTime): boolean =>
  time.statuses.length > 1 ||
  time.statuses.some(({ name }) => name.trim().toLowerCase() !== stepName(time).trim().toLowerCase())
