import { useDraggable } from '@dnd-kit/core'
import { ActionIcon, Menu, Tooltip, VisuallyHidden } from '@mantine/core'
import { IconCheck, IconDotsVertical, IconGripVertical } from '@tabler/icons-react'
import type { FlowStep } from '../../../../shared/model/flow.ts'
import type { FlowStepId } from '../../../../shared/model/ids.ts'
import { stepColor } from '../../charts/step-color.ts'
import { formatCompact, formatNoun } from '../../format/number.ts'
import { CategoryMark, trackerCategoryText } from './category-mark.tsx'
import type { PlacedStatus } from './placed-statuses.ts'
import classes from './status-card.module.css'

export interface StatusCardProps {
  readonly status: PlacedStatus
  readonly steps: readonly FlowStep[]
  readonly onMove: (to: FlowStepId | null) => void
}

/** A status to be dragged to another step, by pointer or keyboard, or moved by its menu. */
export function StatusCard({ status, steps, onMove }: StatusCardProps) {
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, isDragging } = useDraggable({ id: status.key })
  return (
    <li ref={setNodeRef} className={classes['card']} data-dragging={isDragging || undefined} {...listeners}>
      <button
        type="button"
        ref={setActivatorNodeRef}
        className={classes['grip']}
        {...attributes}
        aria-label={`Move ${status.name}`}
        data-grip={status.key}
      >
        <IconGripVertical size={14} aria-hidden />
      </button>
      <StatusFace status={status} />
      <Menu position="bottom-end" withinPortal returnFocus>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size="sm" aria-label={`Where ${status.name} belongs`}>
            <IconDotsVertical size={14} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown className={classes['menu'] ?? ''}>
          <Menu.Label>Move to</Menu.Label>
          {steps.map(step => (
            <Menu.Item
              key={step.id}
              disabled={step.id === status.stepId}
              leftSection={<span className={classes['dot']} style={{ background: stepColor(step.color) }} />}
              rightSection={step.id === status.stepId && <IconCheck size={14} aria-hidden />}
              onClick={() => onMove(step.id)}
            >
              {step.name || 'Step without a name'}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item disabled={status.stepId === null} onClick={() => onMove(null)}>
            Not mapped
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </li>
  )
}

/** A status's name and numbers. */
export function StatusFace({ status }: { readonly status: PlacedStatus }) {
  return (
    <div className={classes['face']}>
      <span className={classes['statusName']} title={status.name}>
        {status.name}
      </span>
      <Tooltip label={explained(status)} multiline maw="18rem">
        <span className={classes['facts']}>
          <CategoryMark category={status.category} size={12} />
          <VisuallyHidden component="span">{trackerCategoryText(status.category)} in its tracker, </VisuallyHidden>
          {status.unheardOf ? (
            'not found'
          ) : (
            <>
              <b>{formatCompact(status.now)}</b> now · {formatCompact(status.ever)} in all
            </>
          )}
        </span>
      </Tooltip>
      {status.unlisted > 0 && <span className={classes['badge']}>{unlistedText(status)}</span>}
    </div>
  )
}

function unlistedText({ historyOnly, unlisted, now }: PlacedStatus): string {
  if (!historyOnly) return `with ${unlisted} no longer listed`
  return now > 0 ? 'no longer listed' : 'only in history'
}

function explained({ now, ever, category, historyOnly, unlisted, unheardOf, connections }: PlacedStatus): string {
  if (unheardOf) return 'No connection and no history knows a status of this name.'
  const numbers = `${formatNoun(now, 'issue is', 'issues are')} in it now, ${formatNoun(ever, 'issue was', 'issues were')} at some time.`
  const where = connections.length > 0 ? ` In ${connections.join(', ')}.` : ''
  if (historyOnly) return `${numbers} Its tracker no longer lists it: it was deleted or renamed.${where}`
  const twins =
    unlisted > 0 ? ` ${formatNoun(unlisted, 'deleted status', 'deleted statuses')} of this name counted too.` : ''
  return `${numbers} Its tracker counts it as ${trackerCategoryText(category)}.${twins}${where}`
}
