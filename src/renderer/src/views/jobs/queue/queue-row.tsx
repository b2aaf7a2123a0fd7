import { useSortable } from '@dnd-kit/sortable'
import { CSS } from '@dnd-kit/utilities'
import { ActionIcon, Tooltip } from '@mantine/core'
import { IconArrowBarToUp, IconArrowDown, IconArrowUp, IconGripVertical, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { JobSummary } from '../../../../../shared/model/job.ts'
import { useJobAction } from '../use-job-action.ts'
import classes from './queue.module.css'

export interface QueueRowProps {
  readonly job: JobSummary
  /** 1 is next. */
  readonly position: number
  readonly isLast: boolean
  readonly onMove: (position: number) => void
}

/** One waiting job: its place, a handle to drag it by, and buttons that do the same. */
export function QueueRow({ job, position, isLast, onMove }: QueueRowProps) {
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } = useSortable({
    id: job.id,
  })
  const act = useJobAction()
  const name = job.connectionName
  const isFirst = position === 1
  return (
    <li
      ref={setNodeRef}
      className={classes['row']}
      style={{ transform: CSS.Translate.toString(transform), transition }}
      data-dragging={isDragging || undefined}
      aria-label={name}
    >
      <button
        type="button"
        ref={setActivatorNodeRef}
        className={classes['handle']}
        {...attributes}
        {...listeners}
        aria-label={`Move: ${name}`}
      >
        <IconGripVertical size={16} aria-hidden />
      </button>
      <span className={classes['position']}>{position}</span>
      <span className={classes['name']} title={name}>
        {name}
      </span>
      {job.state === 'PAUSED' && <span className={classes['note']}>goes on from where it paused</span>}
      <div className={classes['buttons']}>
        <RowButton label="To the front" name={name} disabled={isFirst} onClick={() => onMove(1)}>
          <IconArrowBarToUp size={16} aria-hidden />
        </RowButton>
        <RowButton label="Earlier" name={name} disabled={isFirst} onClick={() => onMove(position - 1)}>
          <IconArrowUp size={16} aria-hidden />
        </RowButton>
        <RowButton label="Later" name={name} disabled={isLast} onClick={() => onMove(position + 1)}>
          <IconArrowDown size={16} aria-hidden />
        </RowButton>
        <RowButton label="Remove" name={name} disabled={false} onClick={() => act('dequeue', job.id)}>
          <IconX size={16} aria-hidden />
        </RowButton>
      </div>
    </li>
  )
}

interface RowButtonProps {
  readonly label: string
  readonly name: string
  readonly disabled: boolean
  readonly onClick: () => void
  readonly children: ReactNode
}

/** Disabled it stays in reach of the keyboard, so that the focus is not lost when the job arrives at an end. */
function RowButton({ label, name, disabled, onClick, children }: RowButtonProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={`${label}: ${name}`}
        aria-disabled={disabled}
        {...(disabled ? { 'data-disabled': true } : { onClick })}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  )
}
