import { queryOptions } from '@tanstack/react-query'
import type { Client } from '../../../shared/contract/client.ts'

/** The user's preferences as a query: the same cache entry wherever it is used. */
export const preferencesQuery = (client: Client) =>
  queryOptions({
    queryKey: ['preferences.get', null],
    queryFn: ({ signal }) => client.request('preferences.get', undefined, { signal }),
  })
