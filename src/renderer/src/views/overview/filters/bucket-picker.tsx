import { SegmentedControl } from '@mantine/core'
import { Bucket } from '../../../../../shared/model/metrics.ts'
import { type Period, possibleBuckets } from '../../../format/period.ts'

export interface BucketPickerProps {
  readonly bucket: Bucket
  readonly period: Period
  readonly onChoose: (bucket: Bucket) => void
}

const names: Readonly<Record<Bucket, string>> = { day: 'Day', week: 'Week', month: 'Month', quarter: 'Quarter' }

/** How long one bar lasts; only what makes a readable chart of the period can be chosen. */
export function BucketPicker({ bucket, period, onChoose }: BucketPickerProps) {
  const possible = possibleBuckets(period)
  return (
    <SegmentedControl
      aria-label="Bars per"
      size="xs"
      value={bucket}
      onChange={onChoose}
      data={Bucket.options.map(value => ({ value, label: names[value], disabled: !possible.includes(value) }))}
    />
  )
}
