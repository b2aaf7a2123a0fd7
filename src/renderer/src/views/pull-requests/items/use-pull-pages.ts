import { PullSort } from '../../../../../shared/model/pull-requests.ts'
import { useRequest } from '../../../api/use-request.ts'
import { useRowSource, useRowWindows } from '../../../components/item-table/row-source.ts'
import { useSorting } from '../../../components/item-table/sorting.ts'
import type { PullListing } from '../pull-context.ts'

/** The rows of a list of pull requests and their order, of which only those looked at are asked for. */
export function usePullPages({ filter, what, sort }: Pick<PullListing, 'filter' | 'what' | 'sort'>) {
  const windows = useRowWindows()
  const { order, sorting } = useSorting({ by: sort, descending: true }, by => PullSort.parse(by))
  const asked = { filter, what, sort: order.by, descending: order.descending }
  const first = useRequest('pullRequests.list', { ...asked, page: windows.first })
  const second = useRequest('pullRequests.list', { ...asked, page: windows.second })
  return {
    sorting,
    source: useRowSource(windows, first, second),
    error: first.error ?? second.error,
    retry: () => void Promise.all([first.refetch(), second.refetch()]),
  }
}
