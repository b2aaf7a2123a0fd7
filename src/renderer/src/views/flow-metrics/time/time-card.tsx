import { SegmentedControl } from '@mantine/core'
import type { BackwardRule } from '../../../../../shared/model/flow-filter.ts'
import { type FlowCycleTime, TimeKind } from '../../../../../shared/model/flow-metrics.ts'
import { formatNoun } from '../../../format/number.ts'
import { useFlowChoices } from '../../../stores/flow-filter.ts'
import { ComparisonMark } from '../../overview/cards/comparison-mark.tsx'
import { FigureButton } from '../../overview/cards/figure-button.tsx'
import { NoNumber } from '../../overview/cards/no-number.tsx'
import { compare } from '../../overview/comparison.ts'
import { FindingLinks } from '../cards/finding-links.tsx'
import { FlowCard } from '../cards/flow-card.tsx'
import { FlowDefinition } from '../cards/flow-definition.tsx'
import { FlowNoDataNote } from '../cards/flow-no-data-note.tsx'
import type { FlowContext } from '../flow-context.ts'
import { ScatterPlot } from './scatter-plot.tsx'
import { timeNames, timeSpans } from './time-names.ts'

export interface TimeCardProps {
  readonly answer: FlowCycleTime
  readonly of: TimeKind
  readonly context: FlowContext
  readonly height: number
}

const wording = { up: 'longer', down: 'shorter', good: 'down' } as const

/** The time of the items finished in the period: median, 85th percentile, and each item as a dot. */
export function TimeCard({ answer, of, context, height }: TimeCardProps) {
  const { chosen, durations, onOpen } = context
  const { choose } = useFlowChoices()
  const spread = answer[of]
  const before = answer.previous[of].medianMs
  const all = () =>
    onOpen({
      title: `${timeNames[of]} of finished issues`,
      what: { kind: 'finished', from: chosen.filter.from, to: chosen.filter.to, of, ms: { from: 0, to: null } },
      sort: of,
    })
  return (
    <FlowCard
      title={timeNames[of]}
      stale={context.stale}
      definition={
        <FlowDefinition
          metric={timeNames[of].toLowerCase()}
          chosen={chosen}
          madeFrom={`${formatNoun(spread.items, 'issue')} of ${formatNoun(answer.finished, 'finished issue')}`}
        >
          <TimeRule of={of} backward={chosen.filter.backward} />
        </FlowDefinition>
      }
      actions={
        <SegmentedControl
          size="xs"
          aria-label="Which time"
          value={of}
          onChange={value => choose({ timeOf: TimeKind.parse(value) })}
          data={TimeKind.options.map(value => ({ value, label: timeNames[value] }))}
        />
      }
      headline={
        spread.medianMs === null ? (
          <NoNumber />
        ) : (
          <>
            <FigureButton main onOpen={all} label={`${durations.text(spread.medianMs)} ${timeSpans[of]} (median)`}>
              {durations.text(spread.medianMs)}
            </FigureButton>
            <span>{timeSpans[of]} (median)</span>
          </>
        )
      }
      facts={
        <>
          {spread.medianMs !== null && (
            <>
              <ComparisonMark
                comparison={compare(spread.medianMs, before, wording, durations.text)}
                before={before === null ? null : durations.text(before)}
                days={chosen.period.days}
              />
              <p>
                <FigureButton onOpen={all}>{formatNoun(spread.items, 'issue')}</FigureButton>
                {spread.p85Ms !== null && `, 85% within ${durations.text(spread.p85Ms)}`}
                {spread.p95Ms !== null && `, 95% within ${durations.text(spread.p95Ms)}`}
              </p>
            </>
          )}
          <FindingLinks
            findings={answer.findings}
            about={['doneWithoutStart', 'movedBackwards', 'reopened', 'unmapped']}
            context={context}
          />
        </>
      }
    >
      {answer.noData === null ? (
        <ScatterPlot answer={answer} of={of} context={context} height={height} />
      ) : (
        <FlowNoDataNote reason={answer.noData} onRemedy={context.onRemedy} height={height} />
      )}
    </FlowCard>
  )
}

const startRules: Readonly<Record<BackwardRule, string>> = {
  keep: 'Started is the first entry into an in-progress step.',
  restart: 'Started is the last entry into the in-progress steps; going back to to-do takes the start away.',
  pause: 'Only time inside in-progress steps counts, from the first of them on.',
}

const TimeRule = ({ of, backward }: { readonly of: TimeKind; readonly backward: BackwardRule }) => (
  <>
    {of === 'cycle' ? (
      <p>
        For each issue finished in the period: <strong>done − started</strong>. {startRules[backward]} Done is the entry
        into the done step it is still in, so a reopened issue is not done.
      </p>
    ) : (
      <p>
        For each issue finished in the period: <strong>done − created</strong>, the time that whoever asked for it has
        waited.
      </p>
    )}
    <p>The headline is the median. Percentiles are interpolated between ranks: 85% took no longer than p85.</p>
  </>
)
