import type { QueryClient } from '@tanstack/react-query'

/** Asks again for everything on screen; what is under way is left to finish. */
export const refreshScreen = (queries: QueryClient): Promise<void> =>
  queries.refetchQueries({ type: 'active' }, { cancelRefetch: false })
