import { Text } from '@mantine/core'
import { useMemo } from 'react'
import type { IssueDetail } from '../../../../shared/model/issue-detail.ts'
import { useTimeZone } from '../../api/use-preferences.ts'
import { formatCount } from '../../format/number.ts'
import { formatDateTime } from '../../format/time.ts'
import classes from '../detail/detail.module.css'
import { type ItemColumn, itemColumns } from '../item-table/columns.ts'
import { ItemTable } from '../item-table/item-table.tsx'
import { allRows } from '../item-table/row-source.ts'

type Change = IssueDetail['changes'][number]

/** Its history, the newest first. */
export function IssueChanges({ issue: { changes, changeCount } }: { readonly issue: IssueDetail }) {
  const timeZone = useTimeZone()
  const columns = useMemo(() => changeColumns(timeZone), [timeZone])
  return (
    <section aria-label="History">
      <h3 className={classes['title']}>
        History{' '}
        <Text span size="xs" c="dimmed">
          {changeCount > changes.length
            ? `the newest ${formatCount(changes.length)} of ${formatCount(changeCount)} changes`
            : `${formatCount(changeCount)} ${changeCount === 1 ? 'change' : 'changes'}`}
        </Text>
      </h3>
      {changes.length === 0 ? (
        <Text size="sm" c="dimmed">
          Nothing has changed since it was created.
        </Text>
      ) : (
        <div className={classes['history']}>
          <ItemTable name="History" source={allRows(changes)} columns={columns} maxHeight="24rem" />
        </div>
      )}
    </section>
  )
}

const column = itemColumns<Change>()

const changeColumns = (timeZone: string): ItemColumn<Change>[] => [
  column.display({
    id: 'at',
    header: 'When',
    meta: { width: '9.5rem' },
    cell: ({ row }) => formatDateTime(row.original.at, timeZone),
  }),
  column.display({ id: 'field', header: 'Field', meta: { width: '7rem' }, cell: ({ row }) => row.original.field }),
  column.display({
    id: 'values',
    header: 'From → to',
    cell: ({ row }) => {
      const text = `${row.original.from ?? '–'} → ${row.original.to ?? '–'}`
      return <span title={text}>{text}</span>
    },
  }),
  column.display({
    id: 'author',
    header: 'By',
    meta: { width: '8rem' },
    cell: ({ row }) => row.original.author ?? '–',
  }),
]
