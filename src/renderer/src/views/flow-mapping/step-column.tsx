import { useDroppable } from '@dnd-kit/core'
import { Tooltip, VisuallyHidden } from '@mantine/core'
import { IconHourglassEmpty } from '@tabler/icons-react'
import { categoryLabels } from '../../../../shared/flow/describe-changes.ts'
import type { Flow, FlowStep } from '../../../../shared/model/flow.ts'
import type { FlowStepId } from '../../../../shared/model/ids.ts'
import { stepColor } from '../../charts/step-color.ts'
import { formatCompact, formatCount } from '../../format/number.ts'
import { CategoryMark } from './category-mark.tsx'
import classes from './flow-board.module.css'
import type { PlacedStatus } from './placed-statuses.ts'
import { StatusCard } from './status-card.tsx'
import { StepEditor } from './step-editor.tsx'
import type { FlowEditor } from './use-flow-editor.ts'

export interface StepColumnProps {
  readonly editor: FlowEditor
  readonly flow: Flow
  readonly step: FlowStep
  readonly index: number
  readonly statuses: readonly PlacedStatus[]
  readonly onMove: (status: PlacedStatus, to: FlowStepId | null) => void
  /** Whether statuses no issue was ever in are shown, in all columns. */
  readonly showsUnused: boolean
  readonly onShowUnused: (shown: boolean) => void
}

/** A step with the statuses that lead to it. */
export function StepColumn({
  editor,
  flow,
  step,
  index,
  statuses,
  onMove,
  showsUnused,
  onShowUnused,
}: StepColumnProps) {
  const { setNodeRef, isOver } = useDroppable({ id: step.id })
  const now = statuses.reduce((sum, status) => sum + status.now, 0)
  const unused = statuses.filter(status => status.unused).length
  const shown = showsUnused ? statuses : statuses.filter(status => !status.unused)
  const wrong = editor.problems.some(
    ({ severity, path }) => severity === 'error' && path.startsWith(pathOf(editor, flow, index)),
  )
  return (
    <section
      ref={setNodeRef}
      className={classes['column']}
      style={{ '--step': stepColor(step.color) } as React.CSSProperties}
      data-over={isOver || undefined}
      data-wrong={wrong || undefined}
      aria-label={step.name || 'Step without a name'}
    >
      <div className={classes['columnHead']}>
        <StepEditor editor={editor} flow={flow} step={step} index={index} statuses={statuses} />
        <p className={classes['category']}>
          <CategoryMark category={step.category} size={13} />
          {categoryLabels[step.category]}
          {step.wait && (
            <Tooltip label="Work waits here">
              <span className={classes['wait']}>
                <IconHourglassEmpty size={13} aria-hidden />
                <VisuallyHidden component="span">, work waits here</VisuallyHidden>
              </span>
            </Tooltip>
          )}
          <span className={classes['columnCount']}>{formatCompact(now)} now</span>
        </p>
      </div>
      <ul className={classes['cards']}>
        {shown.map(status => (
          <StatusCard key={status.key} status={status} steps={flow.steps} onMove={to => onMove(status, to)} />
        ))}
      </ul>
      {unused > 0 && (
        <button
          type="button"
          className={classes['unused']}
          aria-expanded={showsUnused}
          onClick={() => onShowUnused(!showsUnused)}
        >
          {showsUnused ? 'Hide' : 'Show'} {formatCount(unused)} never used
        </button>
      )}
      {statuses.length === 0 && <p className={classes['nothing']}>No status leads here. Drop one.</p>}
    </section>
  )
}

const pathOf = ({ config }: FlowEditor, flow: Flow, index: number) =>
  `flows.${config.flows.indexOf(flow)}.steps.${index}.`
