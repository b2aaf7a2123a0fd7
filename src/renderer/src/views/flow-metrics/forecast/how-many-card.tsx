import { DatePickerInput } from '@mantine/dates'
import { IconCalendar } from '@tabler/icons-react'
import { useMemo } from 'react'
import { BinChart } from '../../../charts/bin-chart.tsx'
import type { ChartMark } from '../../../charts/chart-mark.ts'
import { formatCount, formatNoun, formatPercent } from '../../../format/number.ts'
import { formatDate } from '../../../format/time.ts'
import { FlowCard } from '../cards/flow-card.tsx'
import { FlowDefinition } from '../cards/flow-definition.tsx'
import { Chances } from './chances.tsx'
import classes from './forecast.module.css'
import type { ForecastPartProps } from './sample-bar.tsx'

export interface HowManyCardProps extends ForecastPartProps {
  readonly height: number
  readonly by: string
  readonly earliest: string
  readonly onBy: (day: string | null) => void
}

/** How many items will be done by a day. */
export function HowManyCard({ answer, context, height, by, earliest, onBy }: HowManyCardProps) {
  const { howMany, trials } = answer
  const { items, distribution, days } = howMany
  const p85 = items?.p85 ?? null
  const day = formatDate(Date.parse(`${howMany.by}T00:00Z`), 'UTC')
  const marks = useMemo(
    () =>
      distribution.map(
        ({ from, to, trials: count }): ChartMark => ({
          start: from,
          end: to,
          value: count,
          name: from === to ? formatNoun(from, 'issue') : `${formatCount(from)} – ${formatCount(to)} issues`,
          text: `${formatPercent(count / trials)} of the trials`,
          facts: [],
          partial: p85 !== null && to < p85,
          openable: false,
        }),
      ),
    [distribution, trials, p85],
  )
  const labels = useMemo(() => distribution.map(({ from }) => formatCount(from)), [distribution])
  return (
    <FlowCard
      title={`How many will be done by ${day}?`}
      stale={context.stale}
      definition={
        <FlowDefinition
          metric="how many are done"
          chosen={context.chosen}
          madeFrom={`${formatCount(trials)} trials of ${formatNoun(days, 'day')}`}
        >
          <p>
            A Monte Carlo forecast: in each trial every day from tomorrow to that day goes as one of the past days did,
            drawn at random. Counted is how many issues are done in them.
          </p>
          <p>85%: in that share of the trials it was at least that many.</p>
        </FlowDefinition>
      }
      headline={
        <p className={classes['sentence']}>
          {p85 === null ? (
            'Choose a day after today.'
          ) : (
            <>
              85%: at least <strong>{formatNoun(p85, 'issue')}</strong>
            </>
          )}
        </p>
      }
      facts={
        <div className={classes['inputs']}>
          <DatePickerInput
            label="By the end of"
            size="xs"
            w={150}
            valueFormat="D MMM YYYY"
            ariaLabels={{ previousMonth: 'Previous month', nextMonth: 'Next month' }}
            leftSection={<IconCalendar size={15} aria-hidden />}
            minDate={earliest}
            firstDayOfWeek={1}
            weekendDays={[]}
            value={by}
            onChange={onBy}
          />
        </div>
      }
    >
      {items && (
        <Chances
          rows={[
            ['50%', `at least ${formatCount(items.p50)}`],
            ['70%', `at least ${formatCount(items.p70)}`],
            ['85%', `at least ${formatCount(items.p85)}`],
            ['95%', `at least ${formatCount(items.p95)}`],
          ]}
        />
      )}
      {distribution.length > 0 && (
        <>
          <BinChart
            name={`Trials by how many issues were done until ${day}`}
            axis="Issues"
            marks={marks}
            labels={labels}
            height={height}
            color="var(--chart-deployments)"
            onOpen={() => {}}
          />
          <p className={classes['note']}>
            {formatCount(trials)} trials by how many were done{p85 !== null && '; lighter: fewer than the 85%'}.
          </p>
        </>
      )}
    </FlowCard>
  )
}
