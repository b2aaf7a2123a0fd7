import { IconAlertTriangle } from '@tabler/icons-react'
import { Link } from 'wouter'
import type { QualityFilter, QualityFinding } from '../../../shared/model/quality.ts'
import { useRequest } from '../api/use-request.ts'
import { formatNoun } from '../format/number.ts'
import { findingTexts } from '../views/quality/finding-texts.ts'
import classes from './quality-note.module.css'

export interface QualityNoteProps {
  /** Those that touch the numbers beside it. */
  readonly findings: readonly QualityFinding[]
  readonly filter: QualityFilter
}

/** What makes the numbers beside it doubtful, each leading to its items; nothing where nothing does. */
export function QualityNote({ findings, filter }: QualityNoteProps) {
  const { data } = useRequest('quality.findings', { filter }, { keepPrevious: true })
  const found = data?.filter(({ finding, count }) => findings.includes(finding) && (count ?? 0) > 0) ?? []
  if (found.length === 0) return null
  return (
    <p className={classes['note']}>
      <IconAlertTriangle size={14} className={classes['icon']} aria-hidden />
      <span>Data quality:</span>
      {found.map(({ finding, count }) => {
        const { title, one, many } = findingTexts[finding]
        return (
          <Link key={finding} href={`/quality/${finding}`}>
            {title.toLowerCase()} ({formatNoun(count ?? 0, one, many)})
          </Link>
        )
      })}
    </p>
  )
}
