import type { FlowSteps } from '../../../../../shared/model/flow-metrics.ts'
import { formatNoun, formatPercent } from '../../../format/number.ts'
import { ComparisonMark } from '../../overview/cards/comparison-mark.tsx'
import { FigureButton } from '../../overview/cards/figure-button.tsx'
import { NoNumber } from '../../overview/cards/no-number.tsx'
import { compare } from '../../overview/comparison.ts'
import { FindingLinks } from '../cards/finding-links.tsx'
import { FlowCard } from '../cards/flow-card.tsx'
import { FlowDefinition } from '../cards/flow-definition.tsx'
import { FlowNoDataNote } from '../cards/flow-no-data-note.tsx'
import type { FlowContext } from '../flow-context.ts'
import { EfficiencyBar } from './efficiency-bar.tsx'
import classes from './waiting.module.css'

export interface EfficiencyCardProps {
  readonly answer: FlowSteps
  readonly context: FlowContext
}

const wording = { up: 'higher', down: 'lower', good: 'up' } as const

/** How much of their cycle time finished items were worked on: the median, and the whole as a bar of work and waiting. */
export function EfficiencyCard({ answer, context }: EfficiencyCardProps) {
  const { chosen, durations, onOpen } = context
  const { efficiency, flagged, previous } = answer
  const before = previous.efficiencyMedian
  const { from, to } = chosen.filter
  const openAll = () =>
    onOpen({
      title: 'Issues with a cycle time',
      what: { kind: 'finished', from, to, of: 'cycle', ms: { from: 0, to: null } },
      sort: 'cycle',
    })
  return (
    <FlowCard
      title="Flow efficiency"
      stale={context.stale}
      definition={
        <FlowDefinition
          metric="flow efficiency"
          chosen={chosen}
          madeFrom={formatNoun(efficiency.items, 'finished issue')}
        >
          <p>
            For each issue finished in the period:{' '}
            <strong>time in in-progress steps that are no wait steps ÷ cycle time</strong>. The headline is the median;
            the bar shows the time of all of them together.
          </p>
          <p>Which steps are in progress, and in which work only waits, is chosen in the flow mapping.</p>
        </FlowDefinition>
      }
      headline={
        efficiency.median === null ? (
          <NoNumber />
        ) : (
          <>
            <FigureButton
              main
              onOpen={openAll}
              label={`${formatPercent(efficiency.median)} of cycle time is work (median)`}
            >
              {formatPercent(efficiency.median)}
            </FigureButton>
            <span>of cycle time is work, the rest waiting (median)</span>
          </>
        )
      }
      facts={
        <>
          {efficiency.median !== null && (
            <ComparisonMark
              comparison={compare(efficiency.median, before, wording, formatPercent)}
              before={before === null ? null : formatPercent(before)}
              days={chosen.period.days}
            />
          )}
          {flagged.items > 0 && flagged.medianMs !== null && (
            <p>
              <FigureButton
                onOpen={() => onOpen({ title: 'Flagged issues', what: { kind: 'flagged' }, sort: 'cycle' })}
              >
                {formatNoun(flagged.items, 'issue')}
              </FigureButton>{' '}
              flagged as blocked, for {durations.text(flagged.medianMs)} (median)
            </p>
          )}
          {efficiency.median !== null && !hasWaitStep(answer) && (
            <p className={classes['hint']}>
              No in-progress step of this flow is marked as waiting.{' '}
              <button type="button" className={classes['link']} onClick={() => context.onRemedy('mapping')}>
                Mark those where work waits
              </button>
            </p>
          )}
          <FindingLinks findings={answer.findings} about={['doneWithoutStart', 'unmapped']} context={context} />
        </>
      }
    >
      {answer.noData === null ? (
        <>
          <EfficiencyBar answer={answer} context={context} />
          <p className={classes['bar-note']}>All cycle time by step; hatched is waiting.</p>
        </>
      ) : (
        <FlowNoDataNote reason={answer.noData} onRemedy={context.onRemedy} height={120} />
      )}
    </FlowCard>
  )
}

const hasWaitStep = ({ flowSteps }: FlowSteps) =>
  flowSteps.some(({ category, wait }) => category === 'in_progress' && wait)
