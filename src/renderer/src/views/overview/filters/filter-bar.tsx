import { Switch } from '@mantine/core'
import type { Repository } from '../../../../../shared/model/repository.ts'
import type { Team } from '../../../../../shared/model/teams.ts'
import { TeamPicker } from '../../../components/team-picker.tsx'
import { useOverviewFilter } from '../../../stores/overview-filter.ts'
import type { ChosenFilter } from '../use-metrics-filter.ts'
import { BucketPicker } from './bucket-picker.tsx'
import classes from './filters.module.css'
import { PeriodPicker } from './period-picker.tsx'
import { RepositoryPicker } from './repository-picker.tsx'
import { ServicePicker } from './service-picker.tsx'

export interface FilterBarProps {
  readonly chosen: ChosenFilter
  readonly repositories: readonly Repository[]
  readonly teams: readonly Team[]
  /** What switching bots on does. */
  readonly botsLabel?: string
}

/** What the page shows: period, length of a bar, team, repositories, services, bots. */
export function FilterBar({ chosen, repositories, teams, botsLabel = 'Count commits of bots' }: FilterBarProps) {
  const { filter, period, repositoriesText, services, servicesText } = chosen
  const { period: choice, includeBots, choose } = useOverviewFilter()
  return (
    <search className={classes['bar']} aria-label="Filter">
      <PeriodPicker
        choice={choice}
        period={period}
        timeZone={filter.timeZone}
        onChoose={next => choose({ period: next })}
      />
      <BucketPicker bucket={filter.bucket} period={period} onChoose={bucket => choose({ bucket })} />
      <TeamPicker teams={teams} chosen={filter.teamId ?? null} onChoose={teamId => choose({ teamId })} />
      <RepositoryPicker
        repositories={repositories}
        chosen={filter.repositoryIds}
        text={repositoriesText}
        onChoose={repositoryIds => choose({ repositoryIds })}
      />
      <ServicePicker
        services={services}
        repositories={repositories}
        chosen={filter.serviceIds ?? null}
        text={servicesText ?? ''}
        onChoose={serviceIds => choose({ serviceIds })}
      />
      <Switch
        size="xs"
        label="Bots"
        aria-label={botsLabel}
        checked={includeBots}
        onChange={event => choose({ includeBots: event.currentTarget.checked })}
      />
    </search>
  )
}
