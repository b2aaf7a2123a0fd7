import { useMemo } from 'react'
import type { FlowIssueItem } from '../../../../../shared/model/flow-issues.ts'
import { useRequest } from '../../../api/use-request.ts'
import { useRowSource, useRowWindows } from '../../../components/item-table/row-source.ts'
import classes from '../../overview/items/items.module.css'
import { ItemsPanel } from '../../overview/items/items-panel.tsx'
import { spanText } from '../../overview/period-text.ts'
import type { FlowIssueListing } from '../flow-context.ts'
import { flowDurations } from '../flow-durations.ts'
import { issueColumns } from './issue-columns.tsx'

export interface IssueListProps {
  readonly listing: FlowIssueListing
  readonly onOpen: (item: FlowIssueItem) => void
}

/** A list of issues of any length. */
export function IssueList({ listing, onOpen }: IssueListProps) {
  const { title, filter, what, sort, note } = listing
  const windows = useRowWindows()
  const asked = { filter, what, sort, descending: true }
  const first = useRequest('flow.issues', { ...asked, page: windows.first })
  const second = useRequest('flow.issues', { ...asked, page: windows.second })
  const source = useRowSource(windows, first, second)
  const columns = useMemo(
    () => issueColumns(filter.timeZone, flowDurations[filter.clock]),
    [filter.timeZone, filter.clock],
  )
  return (
    <div className={classes['view']}>
      <p className={classes['span']}>{spanText(filter)}</p>
      <ItemsPanel
        name={title}
        columns={columns}
        noun={{ one: 'issue', many: 'issues' }}
        pages={{
          source,
          error: first.error ?? second.error,
          retry: () => void Promise.all([first.refetch(), second.refetch()]),
        }}
        note={note && <p className={classes['span']}>{note}</p>}
        onOpen={onOpen}
        copies={item => item.key}
        copied="the issue key"
      />
    </div>
  )
}
