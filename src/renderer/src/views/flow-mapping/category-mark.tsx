import { IconCircleCheckFilled, IconCircleDashed, IconCircleHalf2, IconQuestionMark } from '@tabler/icons-react'
import { categoryLabels } from '../../../../shared/flow/describe-changes.ts'
import type { TrackerCategory } from '../../../../shared/model/flow-mapping.ts'

const icons = {
  todo: IconCircleDashed,
  in_progress: IconCircleHalf2,
  done: IconCircleCheckFilled,
  unknown: IconQuestionMark,
} as const

/** What a category is called; one that is not known has no name. */
export const trackerCategoryText = (category: TrackerCategory): string =>
  category === 'unknown' ? 'unknown' : categoryLabels[category].toLowerCase()

/** A category as a sign: an empty, half and full circle. Its meaning must be said beside it. */
export function CategoryMark({ category, size = 14 }: { readonly category: TrackerCategory; readonly size?: number }) {
  const Icon = icons[category]
  return <Icon size={size} stroke={1.75} aria-hidden />
}
