import { useCallback, useMemo } from 'react'
import type { FlowCycleTime, TimeKind } from '../../../../../shared/model/flow-metrics.ts'
import { type Dot, DotPlot, type Label } from '../../../charts/dot-plot.tsx'
import type { DotTexts } from '../../../charts/dot-table.tsx'
import { PercentileLines } from '../../../charts/percentile-lines.tsx'
import type { PlotArea } from '../../../charts/plot-area.ts'
import { timeTicks } from '../../../charts/time-ticks.ts'
import { formatNoun } from '../../../format/number.ts'
import { formatDate } from '../../../format/time.ts'
import { DotNote } from '../cards/dot-note.tsx'
import type { FlowContext } from '../flow-context.ts'
import { gatheredWhat } from './gathered-what.ts'
import { shownUpTo } from './shown-up-to.ts'
import { timeNames } from './time-names.ts'

export interface ScatterPlotProps {
  readonly answer: FlowCycleTime
  readonly of: TimeKind
  readonly context: FlowContext
  readonly height: number
}

const labelRoom = 108

/** Each finished item by the day it was done and the time it took, with the percentiles as lines. */
export function ScatterPlot({ answer, of, context, height }: ScatterPlotProps) {
  const { chosen, durations, onOpen, onIssue } = context
  const { filter } = chosen
  const { dots: given, buckets } = answer
  const spread = answer[of]
  const ticks = useMemo(
    () => durations.ticksFor(shownUpTo(Math.max(0, ...given.ms), spread.p95Ms)),
    [durations, given.ms, spread.p95Ms],
  )
  const top = ticks.at(-1) ?? 1
  const upLabels = useMemo(() => ticks.map(ms => ({ at: ms / top, text: durations.tick(ms) })), [ticks, top, durations])
  const dots = useMemo(
    () =>
      given.at.map((at, i): Dot => {
        const ms = given.ms[i] ?? 0
        const items = given.items[i] ?? 1
        return {
          across: (at - filter.from) / (filter.to - filter.from),
          up: Math.min(1, ms / top),
          items,
          name: items > 1 ? formatNoun(items, 'issue') : `${given.keys?.[i] ?? '1 issue'}: ${durations.text(ms)}`,
          facts: [
            { name: items > 1 ? 'Done about' : 'Done', value: formatDate(at, filter.timeZone) },
            ...(items > 1 ? [{ name: `${timeNames[of]} about`, value: durations.text(ms) }] : []),
          ],
        }
      }),
    [given, filter, top, durations, of],
  )
  const texts = useMemo((): DotTexts => {
    const about = given.ranges === null ? '' : ', about'
    return {
      values: given.ms,
      first: 'longest',
      columns: ['Issue', `${timeNames[of]}${about}`, `Done${about}`],
      row: i => [
        given.keys?.[i] ?? formatNoun(given.items[i] ?? 1, 'issue'),
        durations.text(given.ms[i] ?? 0),
        formatDate(given.at[i] ?? 0, filter.timeZone),
      ],
    }
  }, [given, filter.timeZone, durations, of])
  const acrossLabels = useCallback(
    (most: number): readonly Label[] => {
      const starts = buckets.map(({ start }) => Math.max(start, filter.from))
      return timeTicks(starts, filter.bucket, filter.timeZone, most).map(({ at, label }) => ({
        at: (at - filter.from) / (filter.to - filter.from),
        text: label,
      }))
    },
    [buckets, filter],
  )
  const lines = useCallback(
    (plot: PlotArea) => <PercentileLines plot={plot} spread={spread} top={top} format={durations.text} />,
    [spread, top, durations],
  )
  const beyond = given.ms.reduce((total, ms, i) => total + (ms > top ? (given.items[i] ?? 1) : 0), 0)
  return (
    <>
      <DotPlot
        name={`${timeNames[of]} of each finished issue`}
        dots={dots}
        texts={texts}
        height={height}
        color="var(--chart-lead-time)"
        acrossLabels={acrossLabels}
        upLabels={upLabels}
        right={labelRoom}
        over={lines}
        onOpen={index => {
          const id = given.issueIds?.[index]
          if (id !== undefined) return onIssue(id)
          const title = `${timeNames[of]}: ${dots[index]?.name ?? ''}`
          onOpen({ title, what: gatheredWhat(given, index, of), sort: of })
        }}
      />
      <DotNote gathered={given.ranges !== null} beyond={beyond} top={durations.text(top)} />
    </>
  )
}
