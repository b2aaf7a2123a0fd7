import { staleDays } from '../../../../../shared/model/pull-requests.ts'
import { Definition } from '../../overview/cards/definition.tsx'
import { spanText } from '../../overview/period-text.ts'
import type { PullContext } from '../pull-context.ts'

export interface PullDefinitionProps {
  readonly metric: string
  readonly context: PullContext
  readonly madeFrom: string
  readonly rule: string
  /** Whether the number is of the present, whatever the period. */
  readonly present?: boolean
}

/** How a number about pull requests is computed: its rule, the period, the filters, how many items. */
export function PullDefinition({ metric, context, madeFrom, rule, present = false }: PullDefinitionProps) {
  const { filter, repositoriesText, servicesText } = context.chosen
  return (
    <Definition
      metric={metric}
      facts={[
        ['Period', present ? `now; stale after ${staleDays} days` : spanText(filter)],
        ['Repositories', repositoriesText],
        ...(servicesText === null ? [] : [['Services', servicesText] as const]),
        ...(context.teamName === null ? [] : [['Team', context.teamName] as const]),
        ['Bots', filter.includeBots ? 'count like people' : 'left out, as are their reviews'],
        ['Made from', madeFrom],
      ]}
    >
      <p>{rule}</p>
    </Definition>
  )
}
