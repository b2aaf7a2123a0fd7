import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconCircleDashed } from '@tabler/icons-react'
import { Link } from 'wouter'
import type { QualityCount } from '../../../../shared/model/quality.ts'
import { formatCount, formatNoun } from '../../format/number.ts'
import { findingTexts, nothingTexts } from './finding-texts.ts'
import classes from './quality.module.css'

export interface FindingRowProps {
  readonly count: QualityCount
  readonly onOpen: () => void
}

const marks = { found: IconAlertTriangle, clear: IconCircleCheck, nothing: IconCircleDashed } as const

/** One finding: how many items, what it means, what to do; its items open beside the page. */
export function FindingRow({ count: { finding, count, of, nothing }, onOpen }: FindingRowProps) {
  const { title, one, many, explanation, advice, remedy } = findingTexts[finding]
  const state = count === null || of === 0 ? 'nothing' : count > 0 ? 'found' : 'clear'
  const Mark = marks[state]
  const show = count === 1 ? 'Show it' : `Show the ${formatCount(count ?? 0)}`
  return (
    <li className={classes['finding']} data-state={state}>
      <Mark size={18} className={classes['mark']} aria-hidden />
      <div className={classes['what']}>
        <h3 className={classes['title']}>{title}</h3>
        <p className={classes['number']}>
          {count === null && nothing !== null
            ? nothingTexts[nothing]
            : count === 0
              ? of === 0
                ? 'Nothing to check in this period'
                : `None of ${formatCount(of)}`
              : `${formatNoun(count ?? 0, one, many)}${of > (count ?? 0) ? ` of ${formatCount(of)} looked at` : ''}`}
        </p>
        {state === 'found' && (
          <p className={classes['explanation']}>
            {explanation} <span className={classes['advice']}>{advice}</span>
          </p>
        )}
      </div>
      {state === 'found' && (
        <div className={classes['actions']}>
          <Button size="xs" variant="default" aria-label={`${show}: ${title}`} onClick={onOpen}>
            {show}
          </Button>
          {remedy && (
            <Button
              size="xs"
              variant="subtle"
              component={Link}
              href={remedy.path}
              aria-label={`${remedy.label}: ${title}`}
            >
              {remedy.label}
            </Button>
          )}
        </div>
      )}
    </li>
  )
}
