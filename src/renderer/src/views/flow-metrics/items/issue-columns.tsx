import type { FlowIssueItem, FlowIssueSort } from '../../../../../shared/model/flow-issues.ts'
import { type ItemColumn, itemColumns } from '../../../components/item-table/columns.ts'
import { formatDate } from '../../../format/time.ts'
import type { FlowDurations } from '../flow-durations.ts'

const column = itemColumns<FlowIssueItem>()
const none = '–'
const names: ReadonlySet<FlowIssueSort> = new Set(['key', 'type', 'status', 'assignee'])

/** What a list of issues is about: those that were finished, those in progress, or of both kinds. */
export type IssueListKind = 'finished' | 'in_progress' | 'any'

/** The columns of issues: what they are, and those of their times that issues of the kind have, by the filter's rule and clock. */
export function issueColumns(
  kind: IssueListKind,
  timeZone: string,
  durations: FlowDurations,
): ItemColumn<FlowIssueItem>[] {
  const date = (at: number | null) => (at === null ? none : formatDate(at, timeZone))
  const duration = (ms: number | null) => (ms === null ? none : durations.text(ms))
  const text = (
    id: FlowIssueSort,
    header: string,
    width: string,
    of: (item: FlowIssueItem) => string,
    align?: 'right',
  ) =>
    column.display({
      id,
      header,
      meta: { width, ...(align && { align }), sort: { by: id, firstDescending: !names.has(id) } },
      cell: ({ row }) => {
        const value = of(row.original)
        return <span title={value}>{value}</span>
      },
    })
  const finished = () => [
    text('done', 'Done', '7rem', item => date(item.doneAt)),
    text('cycle', 'Cycle time', '6.5rem', item => duration(item.cycleMs), 'right'),
    text('lead', 'Lead time', '6.5rem', item => duration(item.leadMs), 'right'),
  ]
  return [
    text('key', 'Issue', '6.5rem', item => item.key),
    column.display({
      id: 'summary',
      header: 'Summary',
      meta: { sort: { by: 'summary' satisfies FlowIssueSort, firstDescending: false } },
      cell: ({ row }) => <span title={row.original.summary}>{row.original.summary}</span>,
    }),
    text('type', 'Type', '6rem', item => item.issueType),
    text('status', 'Status', '9.5rem', item => item.status),
    text('assignee', 'Assignee', '8rem', item => item.assignee ?? none),
    text('started', 'Started', '7rem', item => date(item.startedAt)),
    ...(kind === 'in_progress' ? [] : finished()),
    ...(kind === 'finished' ? [] : [text('age', 'Age', '7rem', item => duration(item.ageMs), 'right')]),
  ]
}
