import { SegmentedControl } from '@mantine/core'
import { useId } from 'react'
import { LeadTimeStart } from '../../../../shared/model/metrics.ts'
import { useRequest } from '../../api/use-request.ts'
import { useOverviewFilter } from '../../stores/overview-filter.ts'
import classes from './dora.module.css'

const choices = [
  { value: 'first_commit', label: 'from first commit' },
  { value: 'in_progress', label: 'from in progress' },
] as const satisfies readonly { readonly value: LeadTimeStart; readonly label: string }[]

/** What lead times start with; nothing to choose where there are no issues. */
export function LeadTimeStartChoice() {
  const id = useId()
  const { leadTimeFrom, choose } = useOverviewFilter()
  const projects = useRequest('issueKeys.list', undefined).data?.projects ?? []
  if (projects.length === 0 && leadTimeFrom === 'first_commit') return null
  return (
    <div className={classes['choice']}>
      <span id={id}>Lead time</span>
      <SegmentedControl
        size="xs"
        aria-labelledby={id}
        data={[...choices]}
        value={leadTimeFrom}
        onChange={value => choose({ leadTimeFrom: LeadTimeStart.parse(value) })}
      />
    </div>
  )
}
