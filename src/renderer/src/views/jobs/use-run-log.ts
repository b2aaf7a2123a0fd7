import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import type { RunId } from '../../../../shared/model/ids.ts'
import type { LogLevel } from '../../../../shared/model/job.ts'
import { useClient } from '../../api/client-context.tsx'
import { withoutRepeats } from './without-repeats.ts'

export interface LogFilter {
  readonly runId: RunId
  readonly minLevel: LogLevel
  readonly search: string
}

const pageSize = 200

/** A run's log as far as it has been scrolled, live. */
export function useRunLog(filter: LogFilter) {
  const client = useClient()
  const query = useInfiniteQuery({
    queryKey: ['runs.log', { ...filter, pages: true }],
    initialPageParam: 0,
    queryFn: ({ pageParam, signal }) =>
      client.request('runs.log', { ...filter, offset: pageParam, limit: pageSize }, { signal }),
    getNextPageParam: (last, pages) => (pages.length * pageSize < last.total ? pages.length * pageSize : undefined),
    placeholderData: keepPreviousData,
  })
  return {
    entries: withoutRepeats(query.data?.pages.flatMap(page => page.rows) ?? []),
    total: query.data?.pages[0]?.total ?? 0,
    loading: query.isPending,
    error: query.error,
    retry: () => void query.refetch(),
    more() {
      if (query.hasNextPage && !query.isFetching) void query.fetchNextPage()
    },
  }
}
