import { useViewportSize } from '@mantine/hooks'

export interface PullHeights {
  /** Of the first row's charts, in px. */
  readonly main: number
  readonly small: number
}

const between = (least: number, value: number, most: number) => Math.round(Math.max(least, Math.min(most, value)))

/** Heights with which the first two rows fill the first screen. */
export function usePullHeights(): PullHeights {
  const { height } = useViewportSize()
  return { main: between(130, height * 0.2, 260), small: between(120, height * 0.17, 220) }
}
