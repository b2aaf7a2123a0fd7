import { Tooltip } from '@mantine/core'
import type { CSSProperties } from 'react'
import { stepColor } from '../../../charts/step-color.ts'
import { formatShare } from '../../../format/number.ts'
import { stepLook } from '../step-names.ts'
import type { EfficiencyCardProps } from './efficiency-card.tsx'
import classes from './waiting.module.css'

/** All cycle time of the finished items, cut by step; where work only waits it is hatched. Each part opens its items. */
export function EfficiencyBar({ answer, context }: EfficiencyCardProps) {
  const { durations, onOpen } = context
  const parts = answer.steps.filter(({ totalMs }) => totalMs > 0)
  return (
    <ul className={classes['bar']} aria-label="Cycle time by step">
      {parts.map(({ stepId, totalMs, share }) => {
        const { name, color, wait, category } = stepLook(answer.flowSteps, stepId)
        const waits = wait || category !== 'in_progress'
        const text = `${name}: ${formatShare(share ?? 0)} of all cycle time, ${durations.text(totalMs)}${waits ? ', waiting' : ''}`
        return (
          <li key={stepId ?? 0} style={{ flexGrow: totalMs }}>
            <Tooltip label={text}>
              <button
                type="button"
                className={classes['part']}
                data-waits={waits || undefined}
                style={{ '--part-color': stepColor(color) } as CSSProperties}
                aria-label={text}
                onClick={() =>
                  onOpen({ title: `Through ${name}`, what: { kind: 'throughStep', stepId }, sort: 'cycle' })
                }
              />
            </Tooltip>
          </li>
        )
      })}
    </ul>
  )
}
