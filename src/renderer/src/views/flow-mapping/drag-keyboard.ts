import type { KeyboardCoordinateGetter, UniqueIdentifier } from '@dnd-kit/core'

/** The drop places in order: what is not mapped, then the steps. */
export type Places = readonly UniqueIdentifier[]

/** The place an arrow key leads to: left and right through all of them, up to the first, down from it; null stays. */
export function nextPlace(places: Places, from: UniqueIdentifier | undefined, key: string): UniqueIdentifier | null {
  const at = Math.max(0, from === undefined ? 0 : places.indexOf(from))
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, ArrowUp: 0, ArrowDown: Math.max(at, 1) }[key]
  if (to === undefined || to === at) return null
  return places[to] ?? null
}

const margin = 12

/** Carries a dragged status to the next place with each arrow key. */
export function coordinatesOf(places: Places, origin: () => UniqueIdentifier | undefined): KeyboardCoordinateGetter {
  return (event, { context: { over, droppableRects, collisionRect }, currentCoordinates }) => {
    const target = nextPlace(places, over?.id ?? origin(), event.code)
    const rect = target === null ? undefined : droppableRects.get(target)
    if (!event.code.startsWith('Arrow')) return undefined
    event.preventDefault()
    if (!rect) return currentCoordinates
    const lowest = Math.max(rect.top + margin, rect.bottom - (collisionRect?.height ?? 0) - margin)
    return { x: rect.left + margin, y: Math.min(Math.max(currentCoordinates.y, rect.top + margin), lowest) }
  }
}
