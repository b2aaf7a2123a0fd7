import { useMemo } from 'react'
import type { RepositoryId } from '../../../../shared/model/ids.ts'
import type { MetricsFilter } from '../../../../shared/model/metrics.ts'
import type { Repository } from '../../../../shared/model/repository.ts'
import type { Team } from '../../../../shared/model/teams.ts'
import { useTimeZone } from '../../api/use-preferences.ts'
import { useNow } from '../../components/use-now.ts'
import { bucketFor, dayAt, type Period, resolvePeriod } from '../../format/period.ts'
import { useOverviewFilter } from '../../stores/overview-filter.ts'
import { codeScope } from '../people/team/team-scope.ts'
import { repositoriesText } from './period-text.ts'

export interface ChosenFilter {
  readonly filter: MetricsFilter
  readonly period: Period
  /** The chosen repositories in words. */
  readonly repositoriesText: string
  /** The chosen team with what it narrows the numbers to; null when none is. */
  readonly teamText: string | null
}

/** The user's choices as the filter that is asked with. Its values stay the same until a choice or the day changes. */
export function useMetricsFilter(
  repositories: readonly Repository[] | undefined,
  teams: readonly Team[] | undefined,
): ChosenFilter {
  const { period: choice, bucket, repositoryIds, teamId: chosenTeam, includeBots } = useOverviewFilter()
  const timeZone = useTimeZone()
  const today = dayAt(useNow(60_000), timeZone)
  const period = useMemo(() => resolvePeriod(choice, today, timeZone), [choice, today, timeZone])
  const team = teams?.find(({ id }) => id === chosenTeam)
  const teamId = teams === undefined || team ? chosenTeam : null
  const teamText = team ? `${team.name}: ${codeScope(team)}` : null
  return useMemo(() => {
    const { from, to } = period
    const chosen = stillThere(repositoryIds, repositories)
    const filter = { from, to, bucket: bucketFor(period, bucket), timeZone, repositoryIds: chosen, teamId, includeBots }
    return { period, filter, repositoriesText: repositoriesText(filter, repositories ?? []), teamText }
  }, [period, bucket, repositoryIds, repositories, teamId, teamText, includeBots, timeZone])
}

/** The chosen repositories that are still there and active; null (all) when none of them is. */
export function stillThere(
  chosen: readonly RepositoryId[] | null,
  repositories: readonly Pick<Repository, 'id' | 'active'>[] | undefined,
): RepositoryId[] | null {
  if (chosen === null || repositories === undefined) return chosen && [...chosen]
  const active = new Set(repositories.filter(each => each.active).map(each => each.id))
  const left = chosen.filter(id => active.has(id))
  return left.length > 0 ? left : null
}
