import { useMemo } from 'react'
import type { FlowFilter } from '../../../../shared/model/flow-filter.ts'
import type { FlowFilterOptions } from '../../../../shared/model/flow-options.ts'
import type { Team } from '../../../../shared/model/teams.ts'
import { useTimeZone } from '../../api/use-preferences.ts'
import { useNow } from '../../components/use-now.ts'
import { bucketFor, dayAt, type Period, resolvePeriod } from '../../format/period.ts'
import { FlowChoices, initialFlowChoices, useFlowChoices } from '../../stores/flow-filter.ts'
import { useChoicesInQuery } from '../../stores/use-choices-in-query.ts'
import { type FilterText, filterTexts } from './filter-texts.ts'

export interface ChosenFlowFilter {
  readonly filter: FlowFilter
  readonly period: Period
  /** What is chosen besides the period, in words. */
  readonly texts: readonly FilterText[]
}

/** The user's choices as the filter that is asked with. Its values stay the same until a choice, the options or the day change. */
export function useFlowFilter(
  options: FlowFilterOptions | undefined,
  teams: readonly Team[] | undefined,
): ChosenFlowFilter {
  const choices = useFlowChoices()
  useChoicesInQuery({ schema: FlowChoices, initial: initialFlowChoices, choices, choose: choices.choose })
  const timeZone = useTimeZone()
  const today = dayAt(useNow(60_000), timeZone)
  const period = useMemo(() => resolvePeriod(choices.period, today, timeZone), [choices.period, today, timeZone])
  return useMemo(() => {
    const filter: FlowFilter = {
      from: period.from,
      to: period.to,
      bucket: bucketFor(period, choices.bucket),
      timeZone,
      clock: choices.clock,
      backward: choices.backward,
      ...stillThere(choices, options, teams),
    }
    return { period, filter, texts: filterTexts(filter, options, teams) }
  }, [period, timeZone, choices, options, teams])
}

type Narrowing = Pick<FlowFilter, 'flowId' | 'projectIds' | 'issueTypes' | 'sprintIds' | 'labelIds' | 'teamId'>

/** The choices that are still to be had; where none of a kind is, all of it. */
export function stillThere(
  choices: Pick<FlowChoices, keyof Narrowing>,
  options: FlowFilterOptions | undefined,
  teams: readonly Pick<Team, 'id'>[] | undefined,
): Narrowing {
  const { flowId, projectIds, issueTypes, sprintIds, labelIds, teamId } = choices
  if (!options) return { flowId, projectIds, issueTypes, sprintIds, labelIds, teamId }
  const ids = <Id>(options: readonly { readonly id: Id }[]) => new Set(options.map(option => option.id))
  return {
    flowId: options.flows.some(flow => flow.id === flowId) ? flowId : null,
    projectIds: left(projectIds, ids(options.projects)),
    issueTypes: left(issueTypes, new Set(options.issueTypes.map(({ name }) => name))),
    sprintIds: left(sprintIds, ids(options.sprints)),
    labelIds: left(labelIds, ids(options.labels)),
    teamId: teams === undefined || teams.some(team => team.id === teamId) ? teamId : null,
  }
}

function left<Value>(chosen: Value[] | null, there: ReadonlySet<Value>): Value[] | null {
  const kept = chosen?.filter(value => there.has(value)) ?? []
  return kept.length > 0 ? kept : null
}
