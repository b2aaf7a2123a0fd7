/** A dot where it is drawn, in px, and how many items it stands for. */
export interface PlacedDot {
  readonly x: number
  readonly y: number
  readonly items: number
  /** A dot that stands for many may be drawn as a bar of this width. */
  readonly width: number
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

const barThickness = 5

/** The dots in groups of one size: the more items a dot stands for, the larger. Each is a stroke with round ends. */
export function dotGroups(dots: readonly PlacedDot[]): readonly DotGroup[] {
  const bars = dots.filter(({ width }) => width > 0)
  const groups = sizes.flatMap(({ upTo, diameter }, index) => {
    const above = sizes[index - 1]?.upTo ?? 0
    const ofSize = dots.filter(({ items, width }) => width === 0 && items > above && items <= upTo)
    return ofSize.length === 0 ? [] : [{ diameter, path: pathOf(ofSize) }]
  })
  return bars.length === 0 ? groups : [...groups, { diameter: barThickness, path: pathOf(bars) }]
}

const pathOf = (dots: readonly PlacedDot[]) =>
  dots.map(({ x, y, width }) => `M${(x - width / 2).toFixed(1)} ${y.toFixed(1)}h${Math.round(width)}`).join('')

/** The index of the dot nearest to a point, within `reach` px; null when none is. */
export function nearestDot(dots: readonly PlacedDot[], x: number, y: number, reach: number): number | null {
  let nearest: number | null = null
  let least = reach * reach
  for (const [index, dot] of dots.entries()) {
    const beside = Math.max(0, Math.abs(dot.x - x) - dot.width / 2)
    const distance = beside ** 2 + (dot.y - y) ** 2
    if (distance > least) continue
    least = distance
    nearest = index
  }
  return nearest
}
