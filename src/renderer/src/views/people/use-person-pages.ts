import type { TeamId } from '../../../../shared/model/ids.ts'
import type { PersonKind, PersonSort, PersonSummary } from '../../../../shared/model/people.ts'
import { useRequest } from '../../api/use-request.ts'
import { type RowSource, useRowSource, useRowWindows } from '../../components/item-table/row-source.ts'

export interface PeopleFilter {
  readonly search: string
  readonly kind: PersonKind
  readonly teamId: TeamId | null
  readonly sort: PersonSort
}

export interface PersonPages {
  readonly source: RowSource<PersonSummary>
  readonly error: Error | null
  readonly retry: () => void
}

/** The people of a filter, window by window; while another filter's are on their way the last ones stay. */
export function usePersonPages(filter: PeopleFilter): PersonPages {
  const windows = useRowWindows()
  const first = useRequest('people.list', { ...filter, page: windows.first }, { keepPrevious: true })
  const second = useRequest('people.list', { ...filter, page: windows.second }, { keepPrevious: true })
  return {
    source: useRowSource(windows, first, second),
    error: first.error ?? second.error,
    retry: () => void Promise.all([first.refetch(), second.refetch()]),
  }
}
