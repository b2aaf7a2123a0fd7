import { useCallback, useMemo } from 'react'
import type { ChartMark } from '../../../charts/chart-mark.ts'
import { RangeChart } from '../../../charts/range-chart.tsx'
import { formatCount, formatNoun } from '../../../format/number.ts'
import { formatDate } from '../../../format/time.ts'
import { spanText } from '../../overview/period-text.ts'
import { FlowCard } from '../cards/flow-card.tsx'
import { FlowDefinition } from '../cards/flow-definition.tsx'
import classes from './forecast.module.css'
import type { ForecastPartProps } from './sample-bar.tsx'

/** Forecasts as they would have been made in the past, with what then happened: how far such forecasts can be trusted here. */
export function BacktestCard({ answer, context, height }: ForecastPartProps & { readonly height: number }) {
  const { backtest } = answer
  const { timeZone } = context.chosen.filter
  const { points, held, days } = backtest
  const marks = useMemo(
    () =>
      points.map(
        ({ at, to, p50, p85, p95, actual }): ChartMark => ({
          start: at,
          end: to,
          value: actual,
          name: spanText({ from: at, to, timeZone }),
          text: `${formatNoun(actual, 'issue')} done`,
          facts: [
            { name: '50% forecast', value: `at least ${formatCount(p50)}` },
            { name: '85% forecast', value: `at least ${formatCount(p85)}` },
            { name: '95% forecast', value: `at least ${formatCount(p95)}` },
          ],
          partial: false,
          openable: actual > 0,
        }),
      ),
    [points, timeZone],
  )
  const ranges = useMemo(() => points.map(({ p50, p85, p95 }) => ({ from: p95, mark: p85, to: p50 })), [points])
  const labels = useMemo(
    () => points.map(({ at }) => formatDate(at, timeZone).replace(/ \d{4}$/, '')),
    [points, timeZone],
  )
  const open = useCallback(
    (mark: ChartMark) =>
      context.onOpen({
        title: `Finished, ${mark.name}`,
        what: { kind: 'finished', from: mark.start, to: mark.end, of: 'cycle', ms: null },
        sort: 'done',
      }),
    [context],
  )
  return (
    <FlowCard
      title="Had it been forecast before"
      stale={context.stale}
      definition={
        <FlowDefinition
          metric="the backtest"
          chosen={context.chosen}
          period="before today"
          madeFrom={`${formatNoun(points.length, 'past forecast')} of ${formatNoun(days, 'day')} each`}
        >
          <p>
            For the beginnings of past weeks: a forecast from the days before it alone, and how many issues were then
            really done. Of good 85% forecasts about 85 in 100 hold.
          </p>
        </FlowDefinition>
      }
      headline={
        points.length === 0 ? (
          <span className={classes['note']}>The history is too short to look back.</span>
        ) : (
          <p className={classes['sentence']}>
            The 85% forecast held <strong>{`${held.p85} of ${points.length}`}</strong> times
          </p>
        )
      }
    >
      {points.length > 0 && (
        <>
          <p className={classes['key']}>
            <span className={classes['range-key']} aria-hidden /> forecast, 95% to 50%, line at 85%
            <span className={classes['dot-key']} aria-hidden /> what was done
          </p>
          <RangeChart
            name={`Issues done in ${days} days: forecast and what happened`}
            axis="Days"
            marks={marks}
            ranges={ranges}
            labels={labels}
            height={height}
            onOpen={open}
          />
        </>
      )}
    </FlowCard>
  )
}
