import { closestCenter, DndContext, KeyboardSensor, PointerSensor, useSensor, useSensors } from '@dnd-kit/core'
import { SortableContext, sortableKeyboardCoordinates, verticalListSortingStrategy } from '@dnd-kit/sortable'
import { VisuallyHidden } from '@mantine/core'
import { useState } from 'react'
import type { JobSummary } from '../../../../../shared/model/job.ts'
import type { OrchestratorStatus } from '../../../../../shared/model/orchestrator.ts'
import { dragTexts, placeText } from './drag-texts.ts'
import classes from './queue.module.css'
import { QueueRow } from './queue-row.tsx'
import { useMoveInQueue } from './use-move-in-queue.ts'

export interface QueueListProps {
  /** Who waits, next one first. */
  readonly waiting: readonly JobSummary[]
  readonly status: OrchestratorStatus
}

/** The queue as a list whose rows are dragged, by pointer or keyboard, or moved by their buttons. */
export function QueueList({ waiting, status }: QueueListProps) {
  const move = useMoveInQueue(status)
  const [said, setSaid] = useState('')
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  )
  const ids = waiting.map(({ id }) => id)
  const moveTo = (job: JobSummary, position: number) => {
    move(job.id, position)
    setSaid(placeText(job.connectionName, position, waiting.length))
  }
  return (
    <>
      <DndContext
        sensors={sensors}
        collisionDetection={closestCenter}
        accessibility={dragTexts(waiting)}
        onDragEnd={({ active, over }) => {
          const job = waiting.find(({ id }) => id === active.id)
          const to = waiting.findIndex(({ id }) => id === over?.id)
          if (job && to >= 0 && waiting[to] !== job) move(job.id, to + 1)
        }}
      >
        <SortableContext items={ids} strategy={verticalListSortingStrategy}>
          <ol className={classes['list']} aria-label="Queue">
            {waiting.map((job, index) => (
              <QueueRow
                key={job.id}
                job={job}
                position={index + 1}
                isLast={index === waiting.length - 1}
                onMove={position => moveTo(job, position)}
              />
            ))}
          </ol>
        </SortableContext>
      </DndContext>
      <VisuallyHidden role="status">{said}</VisuallyHidden>
    </>
  )
}
