import { useQuery } from '@tanstack/react-query'
import { useClient, useConnectionState } from './client-context.tsx'
import { preferencesQuery } from './preferences-query.ts'
import { refetchInterval } from './refetch-interval.ts'

/** The refetch interval that is right now, from the channel's state and the user's choice. */
export function useRefetchInterval(): number | false {
  const client = useClient()
  const preferences = useQuery(preferencesQuery(client))
  return refetchInterval(useConnectionState(), preferences.data?.autoRefreshSeconds ?? 0)
}
