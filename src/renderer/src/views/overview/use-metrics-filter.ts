import { useMemo } from 'react'
import type { MetricsFilter } from '../../../../shared/model/metrics.ts'
import type { Repository } from '../../../../shared/model/repository.ts'
import type { Service } from '../../../../shared/model/service.ts'
import type { Team } from '../../../../shared/model/teams.ts'
import { useTimeZone } from '../../api/use-preferences.ts'
import { useNow } from '../../components/use-now.ts'
import { bucketFor, dayAt, type Period, resolvePeriod } from '../../format/period.ts'
import { initialOverviewChoices, OverviewChoices, useOverviewFilter } from '../../stores/overview-filter.ts'
import { useChoicesInQuery } from '../../stores/use-choices-in-query.ts'
import { codeScope } from '../people/team/team-scope.ts'
import { repositoriesText, servicesText } from './period-text.ts'

export interface ChosenFilter {
  readonly filter: MetricsFilter
  readonly period: Period
  /** The chosen repositories in words. */
  readonly repositoriesText: string
  /** Those of the chosen repositories. */
  readonly services: readonly Service[]
  /** The chosen services in words; null where there are none. */
  readonly servicesText: string | null
  /** The chosen team with what it narrows the numbers to; null when none is. */
  readonly teamText: string | null
}

/**
 * The user's choices as the filter that is asked with. Its values stay the same until a choice or the day changes, or what was chosen turns
 * out to be gone.
 */
export function useMetricsFilter(
  repositories: readonly Repository[] | undefined,
  teams: readonly Team[] | undefined,
  services: readonly Service[] | undefined,
): ChosenFilter {
  const choices = useOverviewFilter()
  useChoicesInQuery({ schema: OverviewChoices, initial: initialOverviewChoices, choices, choose: choices.choose })
  const { period: choice, bucket, repositoryIds, serviceIds, teamId: chosenTeam, includeBots, leadTimeFrom } = choices
  const timeZone = useTimeZone()
  const today = dayAt(useNow(60_000), timeZone)
  const period = useMemo(() => resolvePeriod(choice, today, timeZone), [choice, today, timeZone])
  const team = teams?.find(({ id }) => id === chosenTeam)
  const teamId = teams === undefined || team ? chosenTeam : null
  const teamText = team ? `${team.name}: ${codeScope(team)}` : null
  return useMemo(() => {
    const { from, to } = period
    const chosen = stillThere(repositoryIds, repositories)
    const shown = (services ?? []).filter(
      ({ repositoryId }) =>
        (chosen?.includes(repositoryId) ?? true) &&
        repositories?.some(({ id, active }) => active && id === repositoryId),
    )
    const filter: MetricsFilter = {
      from,
      to,
      bucket: bucketFor(period, bucket),
      timeZone,
      repositoryIds: chosen,
      serviceIds: stillThere(serviceIds, services && repositories && shown.map(({ id }) => ({ id, active: true }))),
      teamId,
      includeBots,
      ...(leadTimeFrom === 'in_progress' && { leadTimeFrom }),
    }
    return {
      period,
      filter,
      repositoriesText: repositoriesText(filter, repositories ?? []),
      services: shown,
      servicesText: servicesText(filter.serviceIds ?? null, shown, repositories ?? []),
      teamText,
    }
  }, [
    period,
    bucket,
    repositoryIds,
    serviceIds,
    repositories,
    services,
    teamId,
    teamText,
    includeBots,
    leadTimeFrom,
    timeZone,
  ])
}

/** The chosen repositories, or services, that are still there and active; null (all) when none of them is. */
export function stillThere<Id extends number>(
  chosen: readonly Id[] | null,
  all: readonly { readonly id: Id; readonly active: boolean }[] | undefined,
): Id[] | null {
  if (chosen === null || all === undefined) return chosen && [...chosen]
  const active = new Set(all.filter(each => each.active).map(each => each.id))
  const left = chosen.filter(id => active.has(id))
  return left.length > 0 ? left : null
}
