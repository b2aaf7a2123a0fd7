import type { PullNumberName, PullNumbers } from '../../../../../shared/model/pull-requests.ts'
import { countTicks } from '../../../charts/value-ticks.ts'
import { formatCompact } from '../../../format/number.ts'
import { binLabel, binName, formatNumber, numberTexts } from '../number-texts.ts'
import { SpreadCard, type SpreadCardProps, type SpreadKind } from './spread-card.tsx'

export interface NumberCardProps extends Pick<SpreadCardProps, 'context' | 'height'> {
  readonly of: PullNumberName
  readonly answer: PullNumbers
}

const kindOf = (of: PullNumberName): SpreadKind => ({
  ...numberTexts[of],
  upTo: '85% have at most',
  color: 'var(--chart-activity)',
  // More comments are neither better nor worse.
  wording: of === 'comments' ? null : { up: 'more', down: 'less', good: 'down' },
  first: 'distribution',
  format: formatNumber,
  formatTick: formatCompact,
  ticksFor: countTicks,
  binName: bin => binName(of, bin),
  binLabel,
  what: ({ from, to }, range) => ({ kind: 'numbered', of, from, to, range }),
})

const kinds: Readonly<Record<PullNumberName, SpreadKind>> = {
  lines: kindOf('lines'),
  files: kindOf('files'),
  rounds: kindOf('rounds'),
  comments: kindOf('comments'),
}

/** A number of merged pull requests. */
export const NumberCard = ({ of, ...card }: NumberCardProps) => <SpreadCard kind={kinds[of]} {...card} />
