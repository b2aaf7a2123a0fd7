import { SegmentedControl } from '@mantine/core'
import { LeadTimeStart } from '../../../../shared/model/metrics.ts'
import { useRequest } from '../../api/use-request.ts'
import { useOverviewFilter } from '../../stores/overview-filter.ts'

const choices = [
  { value: 'first_commit', label: 'Lead time from first commit' },
  { value: 'in_progress', label: 'from in progress' },
] as const satisfies readonly { readonly value: LeadTimeStart; readonly label: string }[]

/** What lead times start with; nothing to choose where there are no issues. */
export function LeadTimeStartChoice() {
  const { leadTimeFrom, choose } = useOverviewFilter()
  const projects = useRequest('issueKeys.list', undefined).data?.projects ?? []
  if (projects.length === 0 && leadTimeFrom === 'first_commit') return null
  return (
    <SegmentedControl
      size="xs"
      aria-label="Lead time starts with"
      data={[...choices]}
      value={leadTimeFrom}
      onChange={value => choose({ leadTimeFrom: LeadTimeStart.parse(value) })}
    />
  )
}
