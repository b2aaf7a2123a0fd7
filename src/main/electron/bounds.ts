import type { Rectangle } from 'electron'

const defaultSize = { width: 1280, height: 840 }
export const minimumSize = { width: 720, height: 480 }

/**
 * Where a window opens: its remembered bounds, made to fit the display it overlaps most; without any, or on a display that is
 * no longer there, centred on the first display. `workAreas` are the displays' free areas, the primary one first.
 */
export function placeWindow(remembered: Rectangle | null, workAreas: readonly Rectangle[]): Rectangle {
  const [primary = { x: 0, y: 0, ...defaultSize }] = workAreas
  const best = remembered && workAreas.toSorted((a, b) => overlap(remembered, b) - overlap(remembered, a))[0]
  if (!remembered || !best || overlap(remembered, best) === 0) return centre(remembered ?? defaultSize, primary)
  const size = sizeWithin(remembered, best)
  return {
    ...size,
    x: clamp(remembered.x, best.x, best.x + best.width - size.width),
    y: clamp(remembered.y, best.y, best.y + best.height - size.height),
  }
}

type Size = Pick<Rectangle, 'width' | 'height'>

function centre(wanted: Size, area: Rectangle): Rectangle {
  const size = sizeWithin(wanted, area)
  return {
    ...size,
    x: area.x + Math.round((area.width - size.width) / 2),
    y: area.y + Math.round((area.height - size.height) / 2),
  }
}

const sizeWithin = (wanted: Size, area: Size): Size => ({
  width: Math.min(Math.max(wanted.width, minimumSize.width), area.width),
  height: Math.min(Math.max(wanted.height, minimumSize.height), area.height),
})

const clamp = (value: number, low: number, high: number) => Math.min(Math.max(value, low), Math.max(low, high))

function overlap(a: Rectangle, b: Rectangle): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  return Math.max(width, 0) * Math.max(height, 0)
}
