import { Select } from '@mantine/core'
import type { FlowFilterOptions } from '../../../../../shared/model/flow-options.ts'
import type { Team } from '../../../../../shared/model/teams.ts'
import { TeamPicker } from '../../../components/team-picker.tsx'
import { useFlowChoices } from '../../../stores/flow-filter.ts'
import { BucketPicker } from '../../overview/filters/bucket-picker.tsx'
import { PeriodPicker } from '../../overview/filters/period-picker.tsx'
import classes from '../flow-metrics.module.css'
import type { QuestionName } from '../questions.ts'
import type { ChosenFlowFilter } from '../use-flow-filter.ts'
import { IssuePickers } from './issue-pickers.tsx'
import { RulePicker } from './rule-picker.tsx'

export interface FlowFilterBarProps {
  readonly chosen: ChosenFlowFilter
  readonly options: FlowFilterOptions
  readonly teams: readonly Team[]
  readonly question: QuestionName
}

/**
 * What the flow pages show: period, length of a bar, flow, team, which issues, and how their time is counted. What makes no difference to
 * a question is not asked: a forecast says itself which days it is drawn from.
 */
export function FlowFilterBar({ chosen: { filter, period }, options, teams, question }: FlowFilterBarProps) {
  const { period: choice, choose } = useFlowChoices()
  const flow = options.flows.find(({ id }) => id === filter.flowId) ?? options.flows[0]
  return (
    <search className={classes['filters']} aria-label="Filter">
      {question !== 'forecast' && (
        <PeriodPicker
          choice={choice}
          period={period}
          timeZone={filter.timeZone}
          onChoose={next => choose({ period: next })}
        />
      )}
      {question === 'time' && (
        <BucketPicker bucket={filter.bucket} period={period} onChoose={bucket => choose({ bucket })} />
      )}
      {options.flows.length > 1 && (
        <Select
          aria-label="Flow"
          size="xs"
          w={148}
          data={options.flows.map(({ id, name }) => ({ value: String(id), label: name }))}
          value={flow ? String(flow.id) : null}
          allowDeselect={false}
          onChange={value => choose({ flowId: options.flows.find(({ id }) => String(id) === value)?.id ?? null })}
        />
      )}
      <TeamPicker teams={teams} chosen={filter.teamId} onChoose={teamId => choose({ teamId })} />
      <IssuePickers filter={filter} options={options} />
      <RulePicker filter={filter} />
    </search>
  )
}
