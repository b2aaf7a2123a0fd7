import { useMemo } from 'react'
import type { PullsWhat } from '../../../../../shared/model/pull-requests.ts'
import { FaultAlert } from '../../../components/fault-alert.tsx'
import { ItemTable } from '../../../components/item-table/item-table.tsx'
import { faultOf } from '../../../faults.ts'
import type { PullListing } from '../pull-context.ts'
import { pullColumns } from './pull-columns.tsx'
import type { PullListProps } from './pull-list.tsx'
import { usePullPages } from './use-pull-pages.ts'

const what: PullsWhat = { kind: 'open', which: 'all' }

/** All that is open, at first the longest without anything happening first. */
export function OpenList({ filter, onPull }: Pick<PullListing, 'filter'> & Pick<PullListProps, 'onPull'>) {
  const { source, sorting, error, retry } = usePullPages({ filter, what, sort: 'idle' })
  const columns = useMemo(() => pullColumns(what, filter.timeZone), [filter.timeZone])
  if (error) return <FaultAlert fault={faultOf(error)} onRetry={retry} />
  return (
    <ItemTable
      name="Open pull requests"
      source={source}
      columns={columns}
      sorting={sorting}
      onOpen={item => onPull(item.id)}
      copies={item => item.url ?? `#${item.number}`}
      maxHeight="22rem"
    />
  )
}
