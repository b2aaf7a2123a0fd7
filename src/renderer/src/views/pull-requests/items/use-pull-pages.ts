import { useRequest } from '../../../api/use-request.ts'
import { useRowSource, useRowWindows } from '../../../components/item-table/row-source.ts'
import type { PullListing } from '../pull-context.ts'

/** The rows of a list of pull requests, of which only those looked at are asked for. */
export function usePullPages({ filter, what, sort }: Pick<PullListing, 'filter' | 'what' | 'sort'>) {
  const windows = useRowWindows()
  const asked = { filter, what, sort, descending: true }
  const first = useRequest('pullRequests.list', { ...asked, page: windows.first })
  const second = useRequest('pullRequests.list', { ...asked, page: windows.second })
  return {
    source: useRowSource(windows, first, second),
    error: first.error ?? second.error,
    retry: () => void Promise.all([first.refetch(), second.refetch()]),
  }
}
