import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useRequest } from './use-request.ts'

/** Facts about the running application. */
export const useAppInfo = () => useRequest('app.info', undefined)

/** Asks for the facts again, as after the vault was unlocked. */
export function useRefreshAppInfo(): () => Promise<void> {
  const queries = useQueryClient()
  return useCallback(() => queries.invalidateQueries({ queryKey: ['app.info'] }), [queries])
}
