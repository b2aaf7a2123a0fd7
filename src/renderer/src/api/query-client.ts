import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { faultOf } from '../faults.ts'

/**
 * The request cache. Answers stay fresh until a push says otherwise; the machine's own network state says nothing about
 * a server on the same machine, so requests are made regardless of it. A fault of the store or the vault on any request
 * concerns the whole application: its facts are asked for again.
 */
export function createQueryClient(): QueryClient {
  const onError = (error: Error) => {
    if (/^(store|vault)\./.test(faultOf(error).code)) void queries.invalidateQueries({ queryKey: ['app.info'] })
  }
  const queries = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        retry: false,
        networkMode: 'always',
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
      },
      mutations: { networkMode: 'always' },
    },
  })
  return queries
}
