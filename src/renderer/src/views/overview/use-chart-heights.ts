import { useViewportSize } from '@mantine/hooks'

export interface ChartHeights {
  /** In a metric's card. */
  readonly card: number
  readonly activity: number
}

const between = (least: number, value: number, most: number) => Math.round(Math.max(least, Math.min(most, value)))

/** Heights (px) with which the cards and the activity fill the first screen. */
export function useChartHeights(): ChartHeights {
  const { height } = useViewportSize()
  return { card: between(150, height * 0.235, 300), activity: between(120, height * 0.19, 240) }
}
