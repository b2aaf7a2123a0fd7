import { useMemo } from 'react'
import { FlowIssueSort } from '../../../../../shared/model/flow-issues.ts'
import type { IssueId } from '../../../../../shared/model/ids.ts'
import { useRequest } from '../../../api/use-request.ts'
import { useRowSource, useRowWindows } from '../../../components/item-table/row-source.ts'
import { useSorting } from '../../../components/item-table/sorting.ts'
import classes from '../../overview/items/items.module.css'
import { ItemsPanel } from '../../overview/items/items-panel.tsx'
import { spanText } from '../../overview/period-text.ts'
import type { FlowIssueListing } from '../flow-context.ts'
import { flowDurations } from '../flow-durations.ts'
import { type IssueListKind, issueColumns } from './issue-columns.tsx'

export interface IssueListProps {
  readonly listing: FlowIssueListing
  readonly onIssue: (id: IssueId) => void
}

/** A list of issues of any length; each opens. */
export function IssueList({ listing, onIssue }: IssueListProps) {
  const { title, filter, what, sort, note } = listing
  const windows = useRowWindows()
  const { order, sorting } = useSorting({ by: sort, descending: true }, by => FlowIssueSort.parse(by))
  const asked = { filter, what, sort: order.by, descending: order.descending }
  const first = useRequest('flow.issues', { ...asked, page: windows.first })
  const second = useRequest('flow.issues', { ...asked, page: windows.second })
  const source = useRowSource(windows, first, second)
  const columns = useMemo(
    () => issueColumns(kindOf(what), filter.timeZone, flowDurations[filter.clock]),
    [what, filter.timeZone, filter.clock],
  )
  return (
    <div className={classes['view']}>
      {kindOf(what) === 'finished' && (
        <p className={classes['span']}>
          {spanText({ ...(what.kind === 'finished' ? what : filter), timeZone: filter.timeZone })}
        </p>
      )}
      <ItemsPanel
        name={title}
        columns={columns}
        sorting={sorting}
        noun={{ one: 'issue', many: 'issues' }}
        pages={{
          source,
          error: first.error ?? second.error,
          retry: () => void Promise.all([first.refetch(), second.refetch()]),
        }}
        note={note && <p className={classes['span']}>{note}</p>}
        onOpen={item => onIssue(item.id)}
        copies={item => item.key}
        copied="the issue key"
      />
    </div>
  )
}

function kindOf(what: FlowIssueListing['what']): IssueListKind {
  switch (what.kind) {
    case 'finished':
    case 'throughStep':
    case 'flagged':
      return 'finished'
    case 'ageing':
      return 'in_progress'
    default:
      return 'any'
  }
}
