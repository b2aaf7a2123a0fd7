import { useMemo, useState } from 'react'
import type { FlowCumulative } from '../../../../../shared/model/flow-metrics.ts'
import type { ChartMark } from '../../../charts/chart-mark.ts'
import { StackChart, type StackLayer } from '../../../charts/stack-chart.tsx'
import { stepColor } from '../../../charts/step-color.ts'
import { useTimeTicks } from '../../../charts/use-time-ticks.ts'
import { formatCount, formatNoun } from '../../../format/number.ts'
import { formatDate, formatDateTime } from '../../../format/time.ts'
import { FindingLinks } from '../cards/finding-links.tsx'
import { FlowCard } from '../cards/flow-card.tsx'
import { FlowDefinition } from '../cards/flow-definition.tsx'
import { FlowNoDataNote } from '../cards/flow-no-data-note.tsx'
import type { FlowContext } from '../flow-context.ts'
import { stepLook } from '../step-names.ts'
import { type CumulativeLayer, cumulativeLayers } from './cumulative-layers.ts'
import classes from './waiting.module.css'

export interface CumulativeCardProps {
  readonly answer: FlowCumulative
  readonly context: FlowContext
  readonly height: number
}

/** Items per step at each day's end, on top of each other: where a band grows wider, work piles up. */
export function CumulativeCard({ answer, context, height }: CumulativeCardProps) {
  const { chosen, onOpen } = context
  const { timeZone } = chosen.filter
  const layers = useMemo(() => cumulativeLayers(answer), [answer])
  const [hidden, setHidden] = useState<readonly string[] | null>(null)
  const left = hidden ?? layers.filter(({ hiddenAtFirst }) => hiddenAtFirst).map(({ key }) => key)
  const shown = useMemo(() => layers.filter(({ key }) => !left.includes(key)), [layers, left])
  const marks = useMemo(() => marksOf(answer, layers, timeZone), [answer, layers, timeZone])
  const ticksFor = useTimeTicks(marks, 'day', timeZone)
  const drawn = useMemo(
    (): readonly StackLayer[] =>
      shown.map(({ key, stepId, drawn: values }) => ({
        key,
        color: stepColor(stepLook(answer.flowSteps, stepId).color),
        values,
      })),
    [shown, answer.flowSteps],
  )
  const open = (mark: ChartMark, key: string | null) => {
    const layer = layers.find(each => each.key === key)
    if (!layer)
      return onOpen({ title: `In progress, ${mark.name}`, what: { kind: 'wip', at: mark.end }, sort: 'created' })
    const { name } = stepLook(answer.flowSteps, layer.stepId)
    onOpen({
      title: `In ${name}, ${mark.name}`,
      what: { kind: 'inStep', stepId: layer.stepId, at: mark.end },
      sort: 'created',
    })
  }
  return (
    <FlowCard
      title="Cumulative flow"
      stale={context.stale}
      definition={
        <FlowDefinition
          metric="cumulative flow"
          chosen={chosen}
          madeFrom={formatNoun(answer.at.length, 'day or bucket end')}
        >
          <p>
            How many issues were in each step <strong>at the end of each day</strong>; over more than 400 days at the
            end of each bucket. A band that grows wider is work piling up.
          </p>
          <p>What was done before the period is not drawn, so that the rest can be seen. Steps can be hidden.</p>
        </FlowDefinition>
      }
      actions={<Legend layers={layers} hidden={left} flowSteps={answer.flowSteps} onToggle={setHidden} />}
      findings={<FindingLinks findings={answer.findings} about={['unmapped', 'reopened']} context={context} />}
    >
      {answer.noData === null ? (
        <StackChart
          name="Issues per step at the end of each day"
          marks={marks}
          layers={drawn}
          ticksFor={ticksFor}
          height={height}
          onOpen={open}
        />
      ) : (
        <FlowNoDataNote reason={answer.noData} onRemedy={context.onRemedy} height={height} />
      )}
    </FlowCard>
  )
}

function marksOf(answer: FlowCumulative, layers: readonly CumulativeLayer[], timeZone: string): ChartMark[] {
  const last = answer.at.length - 1
  const inOrder = [...layers].reverse()
  return answer.at.map((at, i) => {
    const total = layers.reduce((sum, { items }) => sum + (items[i] ?? 0), 0)
    return {
      // The day that ends with the instant, so that it is labelled by it.
      start: at - 1,
      end: at,
      value: total,
      name:
        i === last && at > (answer.at[i - 1] ?? at) ? `${formatDateTime(at, timeZone)}` : formatDate(at - 1, timeZone),
      text: formatNoun(total, 'issue'),
      facts: inOrder.map(({ stepId, items }) => ({
        name: stepLook(answer.flowSteps, stepId).name,
        value: formatCount(items[i] ?? 0),
      })),
      partial: false,
      openable: total > 0,
    }
  })
}

interface LegendProps extends Pick<FlowCumulative, 'flowSteps'> {
  readonly layers: readonly CumulativeLayer[]
  readonly hidden: readonly string[]
  readonly onToggle: (hidden: readonly string[]) => void
}

const Legend = ({ layers, hidden, flowSteps, onToggle }: LegendProps) => (
  <ul className={classes['legend']} aria-label="Steps shown">
    {[...layers].reverse().map(({ key, stepId }) => {
      const { name, color } = stepLook(flowSteps, stepId)
      const isHidden = hidden.includes(key)
      return (
        <li key={key}>
          <button
            type="button"
            className={classes['legend-item']}
            aria-pressed={!isHidden}
            onClick={() => onToggle(isHidden ? hidden.filter(each => each !== key) : [...hidden, key])}
          >
            <span className={classes['swatch']} style={{ background: stepColor(color) }} aria-hidden />
            {name}
          </button>
        </li>
      )
    })}
  </ul>
)
