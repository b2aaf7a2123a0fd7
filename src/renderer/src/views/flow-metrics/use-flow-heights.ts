import { useViewportSize } from '@mantine/hooks'

export interface FlowHeights {
  /** Of a page's main chart, in px. */
  readonly main: number
  /** Of one that shares its row, or comes below. */
  readonly half: number
}

const between = (least: number, value: number, most: number) => Math.round(Math.max(least, Math.min(most, value)))

/** Heights with which a page's main chart fills the first screen. */
export function useFlowHeights(): FlowHeights {
  const { height } = useViewportSize()
  return { main: between(240, height * 0.42, 520), half: between(150, height * 0.24, 280) }
}
