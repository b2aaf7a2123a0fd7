/** Where a chart's marks are drawn inside its box, in px. */
export interface PlotArea {
  readonly width: number
  readonly height: number
  readonly left: number
  readonly top: number
  readonly bottom: number
  readonly innerWidth: number
  readonly innerHeight: number
}

const characterPx = 6.6
const top = 8
const bottom = 22

/** The plot area that leaves room for the value labels at the left and the time labels below. */
export function plotArea(width: number, height: number, valueLabels: readonly string[]): PlotArea {
  const longest = Math.max(1, ...valueLabels.map(label => label.length))
  const left = Math.ceil(longest * characterPx) + 10
  return {
    width,
    height,
    left,
    top,
    bottom,
    innerWidth: Math.max(0, width - left),
    innerHeight: Math.max(0, height - top - bottom),
  }
}
