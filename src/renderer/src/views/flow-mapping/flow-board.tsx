import {
  type CollisionDetection,
  DndContext,
  DragOverlay,
  KeyboardSensor,
  PointerSensor,
  pointerWithin,
  rectIntersection,
  type UniqueIdentifier,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import { VisuallyHidden } from '@mantine/core'
import { useRef, useState } from 'react'
import { moveStatus } from '../../../../shared/flow/move-status.ts'
import type { Flow } from '../../../../shared/model/flow.ts'
import type { KnownStatus } from '../../../../shared/model/flow-mapping.ts'
import { AddStep } from './add-step.tsx'
import { coordinatesOf } from './drag-keyboard.ts'
import { dragTexts, movedText } from './drag-texts.ts'
import classes from './flow-board.module.css'
import { type PlacedStatus, placedStatuses } from './placed-statuses.ts'
import card from './status-card.module.css'
import { StatusFace } from './status-card.tsx'
import { StatusTray } from './status-tray.tsx'
import { StepColumn } from './step-column.tsx'
import type { FlowEditor } from './use-flow-editor.ts'
import { useRefocus } from './use-refocus.ts'

/** The drop place of statuses that no step has. */
export const tray = 'unmapped'

export interface FlowBoardProps {
  readonly editor: FlowEditor
  readonly flow: Flow
  readonly statuses: readonly KnownStatus[]
}

/** A flow's steps as columns, the statuses in them as cards to be moved. */
export function FlowBoard({ editor, flow, statuses }: FlowBoardProps) {
  const placed = placedStatuses(editor.config, flow, statuses)
  const [dragged, setDragged] = useState<PlacedStatus | null>(null)
  const [said, setSaid] = useState('')
  const [showsUnused, setShowsUnused] = useState(false)
  const origin = useRef<UniqueIdentifier | undefined>(undefined)
  const board = useRef<HTMLDivElement>(null)
  const refocus = useRefocus(board)
  const places = [tray, ...flow.steps.map(({ id }) => id)]
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 5 } }),
    useSensor(KeyboardSensor, { coordinateGetter: coordinatesOf(places, () => origin.current) }),
  )
  const placeName = (id: UniqueIdentifier | null) => flow.steps.find(step => step.id === id)?.name ?? 'not mapped'
  const statusOf = (id: UniqueIdentifier) => placed.find(({ key }) => key === id) ?? null

  const move = (status: PlacedStatus, place: UniqueIdentifier | null) => {
    const to = flow.steps.find(step => step.id === place)?.id ?? null
    if (to === status.stepId) return
    editor.edit(config => moveStatus(config, flow.id, status.name, to))
    refocus(status.key)
  }
  const moveByMenu = (status: PlacedStatus, place: UniqueIdentifier | null) => {
    move(status, place)
    setSaid(movedText(status.name, placeName(place)))
  }
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={underPointer}
      accessibility={dragTexts(id => statusOf(id)?.name ?? 'The status', placeName)}
      onDragStart={({ active }) => {
        const status = statusOf(active.id)
        origin.current = status?.stepId ?? tray
        setDragged(status)
      }}
      onDragCancel={() => setDragged(null)}
      onDragEnd={({ active, over }) => {
        const status = statusOf(active.id)
        setDragged(null)
        if (status && over) move(status, over.id)
      }}
    >
      <div ref={board}>
        <StatusTray statuses={placed.filter(({ stepId }) => stepId === null)} steps={flow.steps} onMove={moveByMenu} />
        <section className={classes['board']} aria-label={`Steps of ${flow.name}`}>
          {flow.steps.map((step, index) => (
            <StepColumn
              key={step.id}
              editor={editor}
              flow={flow}
              step={step}
              index={index}
              statuses={placed.filter(({ stepId }) => stepId === step.id)}
              onMove={moveByMenu}
              showsUnused={showsUnused}
              onShowUnused={setShowsUnused}
            />
          ))}
          <AddStep editor={editor} flow={flow} />
        </section>
      </div>
      <DragOverlay dropAnimation={null}>
        {dragged && (
          <div className={`${card['card']} ${card['lifted']}`}>
            <StatusFace status={dragged} />
          </div>
        )}
      </DragOverlay>
      <VisuallyHidden role="status">{said}</VisuallyHidden>
    </DndContext>
  )
}

/** Where the pointer is; without one, as with the keyboard, where the card is. */
const underPointer: CollisionDetection = args =>
  args.pointerCoordinates ? pointerWithin(args) : rectIntersection(args)
