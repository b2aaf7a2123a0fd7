/** A dot where it is drawn, in px, and how many items it stands for. */
export interface PlacedDot {
  readonly x: number
  readonly y: number
  readonly items: number
}

/** Dots drawn alike: one path of them all, so that thousands are one node. */
export interface DotGroup {
  readonly diameter: number
  readonly path: string
}

const sizes = [
  { upTo: 1, diameter: 5.5 },
  { upTo: 3, diameter: 7 },
  { upTo: 10, diameter: 9 },
  { upTo: 30, diameter: 11.5 },
  { upTo: Number.POSITIVE_INFINITY, diameter: 14 },
]

/** The dots in groups of one size: the more items a dot stands for, the larger. Each is a stroke of no length with round ends. */
export function dotGroups(dots: readonly PlacedDot[]): readonly DotGroup[] {
  return sizes.flatMap(({ upTo, diameter }, index) => {
    const above = sizes[index - 1]?.upTo ?? 0
    const ofSize = dots.filter(({ items }) => items > above && items <= upTo)
    if (ofSize.length === 0) return []
    return { diameter, path: ofSize.map(({ x, y }) => `M${x.toFixed(1)} ${y.toFixed(1)}h0`).join('') }
  })
}

/** The index of the dot nearest to a point, within `reach` px; null when none is. */
export function nearestDot(dots: readonly PlacedDot[], x: number, y: number, reach: number): number | null {
  let nearest: number | null = null
  let least = reach * reach
  for (const [index, dot] of dots.entries()) {
    const distance = (dot.x - x) ** 2 + (dot.y - y) ** 2
    if (distance > least) continue
    least = distance
    nearest = index
  }
  return nearest
}
