import type { Announcements, DndContextProps } from '@dnd-kit/core'
import type { JobSummary } from '../../../../../shared/model/job.ts'

/** A job's new place, for screen readers. */
export const placeText = (name: string, position: number, count: number): string =>
  `${name} is number ${position} of ${count}`

/** What screen readers are told while a job of the queue is dragged. */
export function dragTexts(waiting: readonly JobSummary[]): NonNullable<DndContextProps['accessibility']> {
  const nameOf = (id: unknown) => waiting.find(job => job.id === id)?.connectionName ?? 'The job'
  const place = (id: unknown, over: unknown) =>
    placeText(nameOf(id), waiting.findIndex(job => job.id === over) + 1, waiting.length)
  const announcements: Announcements = {
    onDragStart: ({ active }) => `${nameOf(active.id)} is being moved`,
    onDragOver: ({ active, over }) => (over ? place(active.id, over.id) : undefined),
    onDragEnd: ({ active, over }) => (over ? place(active.id, over.id) : `${nameOf(active.id)} stays where it was`),
    onDragCancel: ({ active }) => `${nameOf(active.id)} stays where it was`,
  }
  return {
    announcements,
    screenReaderInstructions: {
      draggable: 'Press space to take the job, the arrow keys to move it, space to put it down, escape to leave it.',
    },
  }
}
