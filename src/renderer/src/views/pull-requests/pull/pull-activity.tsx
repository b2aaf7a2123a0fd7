import { Text } from '@mantine/core'
import { useMemo } from 'react'
import type { PullDetail } from '../../../../../shared/model/pull-detail.ts'
import { useTimeZone } from '../../../api/use-preferences.ts'
import classes from '../../../components/detail/detail.module.css'
import { type ItemColumn, itemColumns } from '../../../components/item-table/columns.ts'
import { CopySha } from '../../../components/item-table/copy-sha.tsx'
import { ItemTable } from '../../../components/item-table/item-table.tsx'
import { allRows } from '../../../components/item-table/row-source.ts'
import { formatNoun } from '../../../format/number.ts'
import { formatDateTime } from '../../../format/time.ts'

type Review = PullDetail['reviews'][number]
type Commit = PullDetail['commits'][number]

const states: Readonly<Record<Review['state'], string>> = {
  approved: 'Approved',
  changes_requested: 'Asked for changes',
  commented: 'Commented',
  dismissed: 'Dismissed',
}
const reasons: Readonly<Record<NonNullable<Review['notCounted']>, string>> = {
  own: 'its author: does not count',
  bot: 'a bot: counts only with bots',
  unknown: 'not told by GitHub: does not count',
}

/** Its reviews and commits, in the order they came. */
export function PullActivity({ pull }: { readonly pull: PullDetail }) {
  const timeZone = useTimeZone()
  const reviewColumns = useMemo(() => columnsOfReviews(timeZone), [timeZone])
  const commitColumns = useMemo(() => columnsOfCommits(timeZone), [timeZone])
  return (
    <>
      <section aria-label="Reviews" className={classes['history']}>
        <h3 className={classes['title']}>
          Reviews{' '}
          <Text span size="xs" c="dimmed">
            {formatNoun(pull.reviews.length, 'review')}, {formatNoun(pull.comments, 'comment')}
          </Text>
        </h3>
        {pull.reviews.length > 0 && (
          <ItemTable name="Reviews" source={allRows(pull.reviews)} columns={reviewColumns} maxHeight="16rem" />
        )}
      </section>
      <section aria-label="Commits" className={classes['history']}>
        <h3 className={classes['title']}>
          Commits{' '}
          <Text span size="xs" c="dimmed">
            {formatNoun(pull.commits.length, 'commit')}
          </Text>
        </h3>
        {pull.commits.length > 0 && (
          <ItemTable
            name="Commits"
            source={allRows(pull.commits)}
            columns={commitColumns}
            copies={({ sha }) => sha}
            maxHeight="16rem"
          />
        )}
      </section>
    </>
  )
}

const review = itemColumns<Review>()
const commit = itemColumns<Commit>()

const columnsOfReviews = (timeZone: string): ItemColumn<Review>[] => [
  review.display({
    id: 'at',
    header: 'When',
    meta: { width: '10rem' },
    cell: ({ row }) => formatDateTime(row.original.at, timeZone),
  }),
  review.display({
    id: 'author',
    header: 'By',
    meta: { width: '9rem' },
    cell: ({ row }) => row.original.author ?? '–',
  }),
  review.display({
    id: 'state',
    header: 'Review',
    cell: ({ row: { original } }) => {
      const why = original.notCounted === null ? '' : ` (${reasons[original.notCounted]})`
      return <span title={`${states[original.state]}${why}`}>{`${states[original.state]}${why}`}</span>
    },
  }),
]

const columnsOfCommits = (timeZone: string): ItemColumn<Commit>[] => [
  commit.display({
    id: 'at',
    header: 'Authored',
    meta: { width: '10rem' },
    cell: ({ row }) => formatDateTime(row.original.authoredAt, timeZone),
  }),
  commit.display({ id: 'author', header: 'By', meta: { width: '9rem' }, cell: ({ row }) => row.original.author }),
  commit.display({
    id: 'subject',
    header: 'Commit',
    cell: ({ row }) => <span title={row.original.subject}>{row.original.subject}</span>,
  }),
  commit.display({
    id: 'sha',
    header: 'Id',
    meta: { width: '7.5rem' },
    cell: ({ row }) => <CopySha sha={row.original.sha} />,
  }),
]
