import type { BackwardRule, FlowClock, FlowFilter } from '../../../../shared/model/flow-filter.ts'
import type { FlowFilterOptions } from '../../../../shared/model/flow-options.ts'
import type { Team } from '../../../../shared/model/teams.ts'
import { flowScope } from '../people/team/team-scope.ts'

/** A name and what is chosen of it: `Projects`, `WEB, API`. */
export type FilterText = readonly [name: string, value: string]

export const clockNames: Readonly<Record<FlowClock, string>> = { elapsed: 'Elapsed time', working: 'Working time' }

export const backwardNames: Readonly<Record<BackwardRule, string>> = {
  keep: 'Clock runs on',
  restart: 'Clock starts anew',
  pause: 'Clock pauses',
}

/** What a filter takes besides its period, in words: the flow, the clock, the rule, and what narrows it. */
export function filterTexts(
  filter: FlowFilter,
  options: FlowFilterOptions | undefined,
  teams: readonly Team[] | undefined,
): readonly FilterText[] {
  const flow = options?.flows.find(({ id }) => id === filter.flowId) ?? options?.flows[0]
  const team = teams?.find(({ id }) => id === filter.teamId)
  const named = <Id>(ids: readonly Id[] | null, all: readonly { readonly id: Id; readonly name: string }[] = []) =>
    ids?.map(id => all.find(option => option.id === id)?.name ?? '…') ?? null
  const narrowing: readonly (readonly [string, readonly string[] | null])[] = [
    ['Team', team ? [`${team.name}: ${flowScope(team)}`] : null],
    ['Projects', named(filter.projectIds, options?.projects)],
    ['Types', filter.issueTypes],
    ['Sprints', named(filter.sprintIds, options?.sprints)],
    ['Labels', named(filter.labelIds, options?.labels)],
  ]
  return [
    ...(flow ? [['Flow', flow.name] as const] : []),
    ...narrowing.flatMap(([name, values]): FilterText[] => (values ? [[name, values.join(', ')]] : [])),
    ['Clock', clockNames[filter.clock]],
    ['Moved back', backwardNames[filter.backward]],
  ]
}
