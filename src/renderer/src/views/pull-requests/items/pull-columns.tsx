import type { PullItem, PullSort, PullsWhat } from '../../../../../shared/model/pull-requests.ts'
import { type ItemColumn, itemColumns } from '../../../components/item-table/columns.ts'
import { formatDuration } from '../../../format/duration.ts'
import { formatCount } from '../../../format/number.ts'
import { formatDate } from '../../../format/time.ts'

const column = itemColumns<PullItem>()
const none = '–'

const names: ReadonlySet<PullSort> = new Set(['title', 'repository', 'author'])

const text = (id: PullSort, header: string, width: string | null, of: (item: PullItem) => string, align?: 'right') =>
  column.display({
    id,
    header,
    meta: { ...(width && { width }), ...(align && { align }), sort: { by: id, firstDescending: !names.has(id) } },
    cell: ({ row }) => {
      const value = of(row.original)
      return <span title={value}>{value}</span>
    },
  })

const duration = (ms: number | null) => (ms === null ? none : formatDuration(ms))
const count = (value: number | null) => (value === null ? none : formatCount(value))
const stateOf = ({ state, draft }: PullItem) =>
  state === 'open' && draft ? 'Draft' : { open: 'Open', merged: 'Merged', closed: 'Closed' }[state]

const head = [
  text('number', 'No.', '4rem', ({ number }) => `#${number}`),
  text('title', 'Title', null, ({ title }) => title),
  text('repository', 'Repository', '6.75rem', ({ repositoryName }) => repositoryName),
  text('author', 'Author', '6.75rem', ({ author }) => author ?? none),
]

const openColumns: readonly ItemColumn<PullItem>[] = [
  ...head,
  column.display({
    id: 'state',
    header: 'State',
    meta: { width: '5rem' },
    cell: ({ row }) => stateOf(row.original),
  }),
  text('age', 'Age', '6.5rem', ({ ageMs }) => duration(ageMs), 'right'),
  text('idle', 'Nothing for', '6.5rem', ({ idleMs }) => duration(idleMs), 'right'),
  text('firstReview', 'First review', '7rem', ({ firstReviewMs }) => duration(firstReviewMs), 'right'),
  text('lines', 'Lines', '5rem', ({ lines }) => count(lines), 'right'),
]

/** The columns of pull requests: what they are, and their times; of open ones how long they wait. */
export function pullColumns(what: PullsWhat, timeZone: string): ItemColumn<PullItem>[] {
  if (what.kind === 'open') return [...openColumns]
  const date = (at: number | null) => (at === null ? none : formatDate(at, timeZone))
  return [
    ...head,
    text('opened', 'Opened', '6.5rem', ({ openedAt }) => date(openedAt)),
    text('merged', 'Merged', '6.5rem', item => (item.mergedAt === null ? stateOf(item) : date(item.mergedAt))),
    text('firstReview', 'First review', '7rem', ({ firstReviewMs }) => duration(firstReviewMs), 'right'),
    text('review', 'Review', '5.5rem', ({ reviewMs }) => duration(reviewMs), 'right'),
    text('merge', 'To merge', '5.75rem', ({ mergeMs }) => duration(mergeMs), 'right'),
    text('lines', 'Lines', '4.5rem', ({ lines }) => count(lines), 'right'),
    text('rounds', 'Rounds', '4.5rem', ({ rounds }) => (rounds === 0 ? none : count(rounds)), 'right'),
    text('comments', 'Comments', '6rem', ({ comments }) => count(comments), 'right'),
  ]
}
