import type { ReactNode } from 'react'
import type { PullNoData } from '../../../../../shared/model/pull-requests.ts'
import { FlowCard, type FlowCardProps } from '../../flow-metrics/cards/flow-card.tsx'
import { FigureButton } from '../../overview/cards/figure-button.tsx'
import { NoNumber } from '../../overview/cards/no-number.tsx'
import type { PullContext } from '../pull-context.ts'
import { PullDefinition, type PullDefinitionProps } from './pull-definition.tsx'
import { PullNoDataNote } from './pull-no-data-note.tsx'

/** The main number of a card. */
export interface Figure {
  readonly text: string
  /** What stands after it. */
  readonly unit: string
  /** How it is read out. */
  readonly label: string
  readonly onOpen: () => void
}

export interface PullCardProps
  extends Pick<FlowCardProps, 'title' | 'facts' | 'findings'>,
    Pick<PullDefinitionProps, 'rule' | 'madeFrom' | 'present'> {
  /** What the definition calls it, where that is not the title. */
  readonly metric?: string
  readonly context: PullContext
  /** Null: there is no number. */
  readonly figure: Figure | null
  /** At the right of the title, where there is a number. */
  readonly actions?: ReactNode
  /** Set: it takes the room of the chart. */
  readonly noData: PullNoData | null
  readonly height: number
  /** The chart, or the list. */
  readonly children: ReactNode
}

/** A number about pull requests: what it is, how it is made, what is behind it, or why there is none. */
export function PullCard(props: PullCardProps) {
  const { title, metric = title.toLowerCase(), context, figure, actions, facts, findings, noData, height } = props
  const { rule, madeFrom, present = false } = props
  return (
    <FlowCard
      {...{ title, facts, findings }}
      stale={context.stale}
      definition={<PullDefinition {...{ metric, context, rule, madeFrom, present }} />}
      actions={noData === null && actions}
      headline={
        figure ? (
          <>
            <FigureButton main onOpen={figure.onOpen} label={figure.label}>
              {figure.text}
            </FigureButton>
            <span>{figure.unit}</span>
          </>
        ) : (
          <NoNumber />
        )
      }
    >
      {noData === null ? (
        props.children
      ) : (
        <PullNoDataNote reason={noData} onRemedy={context.onRemedy} height={height} />
      )}
    </FlowCard>
  )
}
