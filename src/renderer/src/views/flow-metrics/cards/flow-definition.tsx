import type { ReactNode } from 'react'
import { Definition } from '../../overview/cards/definition.tsx'
import { spanText } from '../../overview/period-text.ts'
import type { ChosenFlowFilter } from '../use-flow-filter.ts'

export interface FlowDefinitionProps {
  readonly metric: string
  readonly chosen: ChosenFlowFilter
  readonly madeFrom: string
  /** Told instead of the filter's period. */
  readonly period?: string
  /** The rule by which the number is made. */
  readonly children: ReactNode
}

/** How a number about flow is computed: its rule, the period, the filters, how many items. */
export const FlowDefinition = ({ metric, chosen, madeFrom, period, children }: FlowDefinitionProps) => (
  <Definition
    metric={metric}
    facts={[['Period', period ?? spanText(chosen.filter)], ...chosen.texts, ['Made from', madeFrom]]}
  >
    {children}
  </Definition>
)
