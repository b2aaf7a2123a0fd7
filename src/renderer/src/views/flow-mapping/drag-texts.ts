import type { Announcements, DndContextProps, UniqueIdentifier } from '@dnd-kit/core'

/** Where a status now belongs, for screen readers. */
export const movedText = (status: string, place: string): string => `${status} moved to ${place}`

/** What screen readers are told while a status is dragged. */
export function dragTexts(
  statusName: (id: UniqueIdentifier) => string,
  placeName: (id: UniqueIdentifier) => string,
): NonNullable<DndContextProps['accessibility']> {
  const announcements: Announcements = {
    onDragStart: ({ active }) => `${statusName(active.id)} is being moved`,
    onDragOver: ({ active, over }) => (over ? `${statusName(active.id)} over ${placeName(over.id)}` : undefined),
    onDragEnd: ({ active, over }) =>
      over ? movedText(statusName(active.id), placeName(over.id)) : `${statusName(active.id)} stays where it was`,
    onDragCancel: ({ active }) => `${statusName(active.id)} stays where it was`,
  }
  return {
    announcements,
    screenReaderInstructions: {
      draggable:
        'Press space to take the status, left and right to carry it through the steps, space to put it down, escape to leave it.',
    },
  }
}
