import type { MetricsFilter } from '../../../shared/model/metrics.ts'
import { bucketName } from './bucket-name.ts'

export interface Fact {
  readonly name: string
  readonly value: string
}

/** One bucket as a chart draws it and as it is read out. */
export interface ChartMark {
  readonly start: number
  readonly end: number
  /** What the chart draws; null leaves a gap. */
  readonly value: number | null
  readonly name: string
  /** The value in words: `4 deployments`, `no data`. */
  readonly text: string
  /** More about it, for the tooltip and the table. */
  readonly facts: readonly Fact[]
  /** The period covers only a part of this bucket. */
  readonly partial: boolean
  /** Whether there are items behind it to open. */
  readonly openable: boolean
}

export interface Span {
  readonly start: number
  readonly end: number
}

/** What a metric says about one of its buckets. */
export type Reading = Pick<ChartMark, 'value' | 'text' | 'facts' | 'openable'>

/** Buckets as marks: named, and marked where the period [from, to) cuts them. */
export function chartMarks<Item extends Span>(
  items: readonly Item[],
  { from, to, bucket, timeZone }: Pick<MetricsFilter, 'from' | 'to' | 'bucket' | 'timeZone'>,
  read: (item: Item) => Reading,
): ChartMark[] {
  return items.map(item => ({
    ...read(item),
    start: item.start,
    end: item.end,
    name: bucketName(item.start, bucket, timeZone),
    partial: item.start < from || item.end > to,
  }))
}

/** How a mark is read out: `Week of 2 Mar 2026: 4 deployments`, and whether it is only a part of that week. */
export const markLabel = (mark: ChartMark): string => `${mark.name}${mark.partial ? ' (in part)' : ''}: ${mark.text}`
