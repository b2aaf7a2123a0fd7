import type { BackwardRule } from '../../../../shared/model/flow-filter.ts'
import type { IssueDetail, NotCounted } from '../../../../shared/model/issue-detail.ts'

/** Why an issue counts in no number, and what would change that. */
export const notCountedTexts: Readonly<Record<NotCounted, string>> = {
  inactive:
    'No active data source names it any more: it was deleted or moved, or its source or connection is switched off.',
  type_left_out: 'Issues of this type are left out on purpose. Flow mapping says which types count.',
  type_unmapped: 'Its type is mapped to no flow yet. Choose one in Flow mapping.',
}

/** How the times are told, by the rule for moving backwards. */
export const ruleTexts: Readonly<Record<BackwardRule, string>> = {
  keep: 'Times run on when the issue moves backwards.',
  restart: 'Times start anew when the issue comes back into work.',
  pause: 'Only time inside in-progress steps counts.',
}

/** Why a time is missing that one would look for. */
export function workNote({ work }: Pick<IssueDetail, 'work'>): string | null {
  if (work.doneAt !== null && work.startedAt === null)
    return 'It went straight to done without ever being in progress: it has no cycle time.'
  return null
}
