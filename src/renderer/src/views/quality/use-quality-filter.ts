import { useMemo } from 'react'
import type { QualityFilter } from '../../../../shared/model/quality.ts'
import type { Team } from '../../../../shared/model/teams.ts'
import { useTimeZone } from '../../api/use-preferences.ts'
import { useNow } from '../../components/use-now.ts'
import { dayAt, resolvePeriod } from '../../format/period.ts'
import { useQualityChoices } from '../../stores/quality-filter.ts'

/** The user's choices as the filter that is asked with; the same until a choice or the day changes. */
export function useQualityFilter(teams: readonly Team[] | undefined): QualityFilter {
  const { period, teamId: chosen } = useQualityChoices()
  const timeZone = useTimeZone()
  const today = dayAt(useNow(60_000), timeZone)
  const teamId = teams === undefined || teams.some(({ id }) => id === chosen) ? chosen : null
  return useMemo(() => {
    if (period === null) return { from: null, to: null, teamId }
    const { from, to } = resolvePeriod({ kind: 'preset', preset: period }, today, timeZone)
    return { from, to, teamId }
  }, [period, today, timeZone, teamId])
}
