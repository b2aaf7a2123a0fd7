import { useCallback, useMemo } from 'react'
import type { FlowAgeing } from '../../../../../shared/model/flow-metrics.ts'
import { type Dot, DotPlot, type Label } from '../../../charts/dot-plot.tsx'
import type { DotTexts } from '../../../charts/dot-table.tsx'
import type { PlotArea } from '../../../charts/plot-area.ts'
import { formatCount, formatNoun } from '../../../format/number.ts'
import { DotNote } from '../cards/dot-note.tsx'
import type { FlowContext } from '../flow-context.ts'
import { stepLook } from '../step-names.ts'
import { AgeBands } from './age-bands.tsx'
import { ageScale } from './age-scale.ts'
import { placeInStep } from './place-in-step.ts'

export interface AgeingPlotProps {
  readonly answer: FlowAgeing
  readonly context: FlowContext
  readonly height: number
}

/** Each item in progress as a dot: above its step, as high as it is old. */
export function AgeingPlot({ answer, context, height }: AgeingPlotProps) {
  const { durations, onOpen, onIssue } = context
  const { dots: given, steps, flowSteps, at } = answer
  const ticks = useMemo(() => durations.ticksFor(ageScale(answer)), [durations, answer])
  const top = ticks.at(-1) ?? 1
  const upLabels = useMemo(() => ticks.map(ms => ({ at: ms / top, text: durations.tick(ms) })), [ticks, top, durations])
  const most = useMemo(() => given.items.reduce((a, b) => Math.max(a, b), 1), [given.items])
  const dots = useMemo(
    () =>
      given.ms.map((ms, i): Dot => {
        const place = given.step[i] ?? 0
        const items = given.items[i] ?? 1
        const key = given.keys?.[i]
        return {
          across: (place + placeInStep(i, given.ranges !== null)) / steps.length,
          breadth: given.ranges === null ? 0 : (0.68 * items) / most / steps.length,
          up: Math.min(1, ms / top),
          items,
          name: items > 1 ? formatNoun(items, 'issue') : `${key ?? '1 issue'}: ${durations.text(ms)} old`,
          facts: [
            { name: 'Step', value: stepLook(flowSteps, steps[place]?.stepId ?? null).name },
            ...(items > 1 ? [{ name: 'Age about', value: durations.text(ms) }] : []),
          ],
        }
      }),
    [given, most, steps, flowSteps, top, durations],
  )
  const texts = useMemo(
    (): DotTexts => ({
      values: given.ms,
      first: 'oldest',
      columns: ['Issue', given.ranges === null ? 'Age' : 'Age, about', 'Step'],
      row: i => [
        given.keys?.[i] ?? formatNoun(given.items[i] ?? 1, 'issue'),
        durations.text(given.ms[i] ?? 0),
        stepLook(flowSteps, steps[given.step[i] ?? 0]?.stepId ?? null).name,
      ],
    }),
    [given, steps, flowSteps, durations],
  )
  const acrossLabels = useCallback(
    (): readonly Label[] =>
      steps.map(({ stepId, items }, place) => ({
        at: (place + 0.5) / steps.length,
        text: `${stepLook(flowSteps, stepId).name} (${formatCount(items)})`,
      })),
    [steps, flowSteps],
  )
  const bands = useCallback(
    (plot: PlotArea) => <AgeBands plot={plot} steps={steps} top={top} format={durations.text} />,
    [steps, top, durations],
  )
  const beyond = given.ms.reduce((total, ms, i) => total + (ms > top ? (given.items[i] ?? 1) : 0), 0)
  return (
    <>
      <DotPlot
        name="Age of each issue in progress, by step"
        dots={dots}
        texts={texts}
        height={height}
        color="var(--chart-deployments)"
        acrossLabels={acrossLabels}
        upLabels={upLabels}
        right={52}
        behind={bands}
        onOpen={index => {
          const id = given.issueIds?.[index]
          if (id !== undefined) return onIssue(id)
          const stepId = steps[given.step[index] ?? 0]?.stepId ?? null
          const ms = { from: given.ranges?.msFrom[index] ?? 0, to: given.ranges?.msTo[index] ?? null }
          onOpen({ title: dots[index]?.name ?? '', what: { kind: 'ageing', at, stepId, ms }, sort: 'age' })
        }}
      />
      <DotNote gathered={given.ranges !== null} shape="bar" beyond={beyond} top={durations.text(top)} />
    </>
  )
}
