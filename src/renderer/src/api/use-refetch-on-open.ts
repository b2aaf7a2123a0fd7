import { useEffect } from 'react'

/** Asks once more when the view opens: for what changes without being told of, such as sizes and free space. */
export function useRefetchOnOpen(refetch: () => Promise<unknown>): void {
  useEffect(() => void refetch(), [refetch])
}
