import { useCallback } from 'react'
import { useLocation } from 'wouter'
import { useOverviewFilter } from '../../stores/overview-filter.ts'
import type { PullRemedy } from './pull-context.ts'

/** The function that does what a missing input calls for. */
export function usePullRemedy(): (remedy: PullRemedy) => void {
  const [, navigate] = useLocation()
  const { choose } = useOverviewFilter()
  return useCallback(
    remedy => {
      if (remedy === 'connections') navigate('/connections')
      if (remedy === 'filter') choose({ repositoryIds: null, serviceIds: null, teamId: null, includeBots: true })
      if (remedy === 'period') choose({ period: { kind: 'preset', preset: 'last-12-months' }, bucket: null })
    },
    [navigate, choose],
  )
}
