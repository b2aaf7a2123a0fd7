import type { ReactNode } from 'react'
import { EmptyNote } from '../../../components/empty-note.tsx'
import { FaultAlert } from '../../../components/fault-alert.tsx'
import { ItemTable, type ItemTableProps } from '../../../components/item-table/item-table.tsx'
import { faultOf } from '../../../faults.ts'
import { formatNoun } from '../../../format/number.ts'
import classes from './items.module.css'
import type { ItemPages } from './use-item-pages.ts'

export interface ItemsPanelProps<Row extends object> extends Omit<ItemTableProps<Row>, 'source' | 'maxHeight'> {
  readonly pages: ItemPages<Row>
  readonly noun: { readonly one: string; readonly many: string }
  /** Stands above the list, where there is one. */
  readonly lead?: ReactNode
  readonly note?: ReactNode
  /** Said where the list is empty. */
  readonly empty?: string
  /** What Ctrl/⌘ C copies; the commit id unless told otherwise. */
  readonly copied?: string
}

/** A list of items in all its states, with their number and what the keyboard can do with them. */
export function ItemsPanel<Row extends object>({
  pages,
  noun,
  lead,
  note,
  empty = 'There are none in this period with this filter.',
  copied = 'the commit id',
  ...table
}: ItemsPanelProps<Row>) {
  const { source, error, retry } = pages
  if (error && source.total === undefined) return <FaultAlert fault={faultOf(error)} onRetry={retry} />
  if (source.total === 0) {
    return <EmptyNote title={`No ${noun.many}`}>{empty}</EmptyNote>
  }
  return (
    <div className={classes['panel']}>
      {lead}
      {error && <FaultAlert fault={faultOf(error)} onRetry={retry} />}
      <div className={classes['line']}>
        <p className={classes['count']} role="status">
          {source.total === undefined ? `Loading ${noun.many} …` : formatNoun(source.total, noun.one, noun.many)}
        </p>
        {note}
      </div>
      <div className={classes['table']}>
        <ItemTable {...table} source={source} />
      </div>
      <p className={classes['keys']}>
        {table.onOpen && (
          <>
            <kbd>Enter</kbd> opens ·{' '}
          </>
        )}
        <kbd>Ctrl C</kbd> copies {copied}
      </p>
    </div>
  )
}
