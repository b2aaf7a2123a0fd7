import { SegmentedControl, VisuallyHidden } from '@mantine/core'
import { IconChartBar, IconChartLine } from '@tabler/icons-react'

export type Shape = 'trend' | 'distribution'

export interface ShapePickerProps {
  readonly of: string
  readonly shape: Shape
  readonly onChoose: (shape: Shape) => void
}

const shapes = [
  { value: 'trend', name: 'Trend', icon: IconChartLine },
  { value: 'distribution', name: 'Distribution', icon: IconChartBar },
] as const

/** Whether a card shows how its median has moved, or how its values spread. */
export const ShapePicker = ({ of, shape, onChoose }: ShapePickerProps) => (
  <SegmentedControl
    aria-label={`${of} as`}
    size="xs"
    value={shape}
    onChange={onChoose}
    data={shapes.map(({ value, name, icon: Icon }) => ({
      value,
      label: (
        <span title={name}>
          <Icon size={15} aria-hidden style={{ display: 'block' }} />
          <VisuallyHidden component="span">{name}</VisuallyHidden>
        </span>
      ),
    }))}
  />
)
