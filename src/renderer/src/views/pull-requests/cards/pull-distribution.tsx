import { useMemo } from 'react'
import { BinChart, type BinChartProps } from '../../../charts/bin-chart.tsx'
import { formatNoun } from '../../../format/number.ts'
import type { Range } from '../pull-context.ts'

export interface Bin extends Range {
  readonly items: number
}

export interface PullDistributionProps extends Pick<BinChartProps, 'axis' | 'height' | 'color'> {
  readonly bins: readonly Bin[]
  /** What a bin holds, in words and under its bar; the same functions at every drawing. */
  readonly binName: (bin: Range) => string
  readonly binLabel: (bin: Range) => string
  /** Opens what is in a bin. */
  readonly onOpen: (name: string, range: Range) => void
}

/** How a number spreads over pull requests. */
export function PullDistribution({ axis, bins, binName, binLabel, onOpen, ...chart }: PullDistributionProps) {
  const marks = useMemo(
    () =>
      bins.map(bin => ({
        start: bin.from,
        end: bin.to ?? bin.from,
        value: bin.items,
        name: binName(bin),
        text: formatNoun(bin.items, 'pull request'),
        facts: [],
        partial: false,
        openable: bin.items > 0,
      })),
    [bins, binName],
  )
  const labels = useMemo(() => bins.map(binLabel), [bins, binLabel])
  return (
    <BinChart
      {...chart}
      name={`Pull requests by ${axis.toLowerCase()}`}
      axis={axis}
      marks={marks}
      labels={labels}
      onOpen={mark =>
        onOpen(mark.name, { from: mark.start, to: bins.find(({ from }) => from === mark.start)?.to ?? null })
      }
    />
  )
}
