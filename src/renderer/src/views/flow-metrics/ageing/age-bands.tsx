import type { FlowAgeing, Spread } from '../../../../../shared/model/flow-metrics.ts'
import { chartText } from '../../../charts/chart-text.ts'
import { fewestForPercentiles } from '../../../charts/fewest-for-percentiles.ts'
import type { PlotArea } from '../../../charts/plot-area.ts'
import { spreadLabels } from '../../../charts/spread-labels.ts'

export interface AgeBandsProps {
  readonly plot: PlotArea
  readonly steps: FlowAgeing['steps']
  readonly top: number
  readonly format: (ms: number) => string
}

const edges = [
  { name: '50%', of: 'medianMs', opacity: 0.07 },
  { name: '70%', of: 'p70Ms', opacity: 0.14 },
  { name: '85%', of: 'p85Ms', opacity: 0.22 },
  { name: '95%', of: 'p95Ms', opacity: 0.32 },
] as const

/** Behind each step: how old finished items were when they left it, in bands that are stronger the fewer were as old. */
export function AgeBands({ plot, steps, top, format }: AgeBandsProps) {
  const width = plot.innerWidth / Math.max(1, steps.length)
  const y = (ms: number) => (1 - Math.min(1, ms / top)) * plot.innerHeight
  const last = steps.at(-1)?.bands
  const lastEdges = last && isTold(last) ? edges.map(({ name, of }) => ({ name, y: y(last[of] ?? 0) })) : []
  const places = spreadLabels(
    lastEdges.map(edge => edge.y),
    13,
    plot.innerHeight,
  )
  return (
    <>
      {steps.map(({ stepId, bands }, place) => {
        const tops = edges.map(({ of }) => y(bands[of] ?? 0))
        return (
          <g key={stepId ?? 0} transform={`translate(${place * width} 0)`}>
            {isTold(bands) &&
              edges.map(({ name, of, opacity }, index) => {
                const bottom = index === 0 ? plot.innerHeight : (tops[index - 1] ?? 0)
                return (
                  <rect
                    key={name}
                    width={Math.max(0, width - 2)}
                    x={1}
                    y={tops[index] ?? 0}
                    height={Math.max(0, bottom - (tops[index] ?? 0))}
                    fill="var(--chart-lead-time)"
                    fillOpacity={opacity}
                  >
                    <title>{`${name} left within ${format(bands[of] ?? 0)}`}</title>
                  </rect>
                )
              })}
            {place > 0 && <line y2={plot.innerHeight} stroke="var(--chart-grid)" />}
          </g>
        )
      })}
      {lastEdges.map(({ name }, index) => (
        <text key={name} x={plot.innerWidth + 8} y={places[index] ?? 0} dy="0.355em" {...chartText}>
          {name}
        </text>
      ))}
    </>
  )
}

const isTold = ({ items }: Spread) => items >= fewestForPercentiles
