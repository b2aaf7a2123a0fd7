import { IconArrowDownRight, IconArrowUpRight, IconEqual } from '@tabler/icons-react'
import { formatNoun } from '../../../format/number.ts'
import type { Comparison } from '../comparison.ts'
import classes from './cards.module.css'

export interface ComparisonMarkProps {
  readonly comparison: Comparison | null
  /** The value before, in words. */
  readonly before: string | null
  readonly days: number
}

const icons = { up: IconArrowUpRight, down: IconArrowDownRight, same: IconEqual }

/** How the number stands against the equally long period before: the direction, and in words whether that is better. */
export function ComparisonMark({ comparison, before, days }: ComparisonMarkProps) {
  const span = `the ${formatNoun(days, 'day')} before`
  if (!comparison || before === null) return <p className={classes['comparison']}>No data in {span} to compare with</p>
  const Icon = icons[comparison.direction]
  const verdict = comparison.better === null ? 'same' : comparison.better ? 'better' : 'worse'
  return (
    <p className={classes['comparison']} data-verdict={verdict}>
      <span className={classes['verdict']}>
        <Icon size={16} aria-hidden />
        {comparison.change}
        {comparison.better !== null && (comparison.better ? ', better' : ', worse')}
      </span>{' '}
      {comparison.better === null ? 'against' : 'than in'} {span} <span className={classes['before']}>({before})</span>
    </p>
  )
}
