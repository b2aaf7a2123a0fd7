import { useLocation } from 'wouter'
import type { Repository } from '../../../../shared/model/repository.ts'
import { useOverviewFilter } from '../../stores/overview-filter.ts'
import type { Remedy } from './no-data.ts'
import { wholeHistory } from './whole-history.ts'

/** The function that does what a missing input calls for. */
export function useRemedy(
  shown: readonly Repository[],
  timeZone: string,
  editRule: () => void,
  editIncidents?: () => void,
): (remedy: Remedy) => void {
  const [, navigate] = useLocation()
  const { choose } = useOverviewFilter()
  return remedy => {
    if (remedy === 'repositories') navigate('/connections')
    if (remedy === 'rule') editRule()
    if (remedy === 'incidents') editIncidents ? editIncidents() : navigate('/dora')
    if (remedy === 'period') choose({ period: wholeHistory(shown, Date.now(), timeZone), bucket: null })
  }
}
