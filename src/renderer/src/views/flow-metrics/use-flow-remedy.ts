import { useCallback } from 'react'
import { useLocation } from 'wouter'
import type { FlowFilterOptions } from '../../../../shared/model/flow-options.ts'
import { dayAt } from '../../format/period.ts'
import { useFlowChoices } from '../../stores/flow-filter.ts'
import type { FlowRemedy } from './flow-context.ts'

const everything = { projectIds: null, issueTypes: null, sprintIds: null, labelIds: null, teamId: null }

/** The function that does what a missing input calls for. */
export function useFlowRemedy(options: FlowFilterOptions | undefined, timeZone: string): (remedy: FlowRemedy) => void {
  const [, navigate] = useLocation()
  const { choose } = useFlowChoices()
  const firstCreatedAt = options?.firstCreatedAt ?? null
  return useCallback(
    remedy => {
      if (remedy === 'connections') navigate('/connections')
      if (remedy === 'mapping') navigate('/flow')
      if (remedy === 'filter') choose(everything)
      if (remedy === 'period') {
        const now = Date.now()
        const [first, last] = [dayAt(firstCreatedAt ?? now, timeZone), dayAt(now, timeZone)]
        choose({ period: { kind: 'custom', firstDay: first, lastDay: last }, bucket: null })
      }
    },
    [navigate, choose, firstCreatedAt, timeZone],
  )
}
