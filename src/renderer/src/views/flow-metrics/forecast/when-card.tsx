import { Button, NumberInput } from '@mantine/core'
import { useEffect, useMemo, useState } from 'react'
import { BinChart } from '../../../charts/bin-chart.tsx'
import type { ChartMark } from '../../../charts/chart-mark.ts'
import { monthName } from '../../../charts/month-name.ts'
import { formatCount, formatNoun, formatPercent } from '../../../format/number.ts'
import { formatDate } from '../../../format/time.ts'
import { FlowCard } from '../cards/flow-card.tsx'
import { FlowDefinition } from '../cards/flow-definition.tsx'
import { Chances } from './chances.tsx'
import classes from './forecast.module.css'
import type { ForecastPartProps } from './sample-bar.tsx'

export interface WhenCardProps extends ForecastPartProps {
  readonly height: number
  /** How many are asked for; null for all in progress. */
  readonly items: number | null
  readonly onItems: (items: number | null) => void
}

const dateName = (day: string) => formatDate(Date.parse(`${day}T00:00Z`), 'UTC')
const shortDate = (day: string) => `${Number(day.slice(8))} ${monthName(day, 'short')}`

/** When so many items will be done. */
export function WhenCard({ answer, context, height, items, onItems }: WhenCardProps) {
  const { when, trials, inProgress } = answer
  const { day, distribution, beyond, horizonDays } = when
  const p85 = day?.p85 ?? null
  const marks = useMemo(
    () =>
      distribution.map(
        ({ from, to, trials: count }, i): ChartMark => ({
          start: i,
          end: i + 1,
          value: count,
          name: from === to ? dateName(from) : `${dateName(from)} – ${dateName(to)}`,
          text: `${formatPercent(count / trials)} of the trials`,
          facts: [],
          partial: p85 !== null && from > p85,
          openable: false,
        }),
      ),
    [distribution, trials, p85],
  )
  const labels = useMemo(() => distribution.map(({ from }) => shortDate(from)), [distribution])
  return (
    <FlowCard
      title={`When will ${formatNoun(when.items, 'issue')} be done?`}
      stale={context.stale}
      definition={
        <FlowDefinition
          metric="when it is done"
          chosen={context.chosen}
          madeFrom={`${formatCount(trials)} trials over ${formatNoun(answer.sample.days, 'day')} of throughput`}
        >
          <p>
            A Monte Carlo forecast: in each trial every coming day, from tomorrow on, goes as one of the past days did,
            drawn at random. Counted is on which day that many issues are done.
          </p>
          <p>85%: in that share of the trials they were done by that day. It says nothing of work not yet known.</p>
        </FlowDefinition>
      }
      headline={
        <p className={classes['sentence']}>
          {p85 === null ? (
            day === null ? (
              'Nothing is in progress: say how many.'
            ) : (
              `Not within ${formatCount(horizonDays)} days, with 85%`
            )
          ) : (
            <>
              85%: by <strong>{dateName(p85)}</strong>
            </>
          )}
        </p>
      }
      facts={
        <div className={classes['inputs']}>
          <ItemsField items={when.items} onItems={onItems} />
          {items !== null && (
            <Button size="compact-xs" variant="subtle" onClick={() => onItems(null)}>
              All {formatCount(inProgress)} in progress
            </Button>
          )}
        </div>
      }
    >
      {day && (
        <Chances
          rows={[
            ['50%', day.p50],
            ['70%', day.p70],
            ['85%', day.p85],
            ['95%', day.p95],
          ].map(([name, value]) => [
            name ?? '',
            value ? `by ${dateName(value)}` : `after ${formatCount(horizonDays)} days`,
          ])}
        />
      )}
      {distribution.length > 0 && (
        <>
          <BinChart
            name={`Trials by the day ${formatNoun(when.items, 'issue')} were done`}
            axis="Day"
            marks={marks}
            labels={labels}
            height={height}
            color="var(--chart-deployments)"
            onOpen={() => {}}
          />
          <p className={classes['note']}>
            {formatCount(trials)} trials by the day the last was done{p85 !== null && '; lighter: after the 85%'}.
          </p>
        </>
      )}
      {beyond > 0 && (
        <p className={classes['note']}>
          {formatPercent(beyond / trials)} of the trials were not done within {formatCount(horizonDays)} days.
        </p>
      )}
    </FlowCard>
  )
}

function ItemsField({ items, onItems }: { readonly items: number; readonly onItems: (items: number) => void }) {
  const [typed, setTyped] = useState<number | string>(items)
  useEffect(() => setTyped(items), [items])
  const save = () => {
    if (typeof typed === 'number' && typed >= 1 && typed <= 100_000) onItems(typed)
    else setTyped(items)
  }
  return (
    <NumberInput
      label="Issues"
      size="xs"
      w={120}
      min={1}
      max={100_000}
      allowDecimal={false}
      clampBehavior="none"
      thousandSeparator=","
      value={typed}
      onChange={setTyped}
      onBlur={() => typed !== items && save()}
      onKeyDown={event => event.key === 'Enter' && save()}
    />
  )
}
