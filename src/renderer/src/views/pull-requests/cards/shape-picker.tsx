import { SegmentedControl } from '@mantine/core'

export type Shape = 'trend' | 'distribution'

export interface ShapePickerProps {
  readonly of: string
  readonly shape: Shape
  readonly onChoose: (shape: Shape) => void
}

const shapes = [
  { value: 'trend', label: 'Trend' },
  { value: 'distribution', label: 'Spread' },
] as const

/** Whether a card shows how its median has moved, or how its values spread. */
export const ShapePicker = ({ of, shape, onChoose }: ShapePickerProps) => (
  <SegmentedControl aria-label={`${of} as`} size="xs" value={shape} onChange={onChoose} data={[...shapes]} />
)
