import { Fragment } from 'react'
import { type OpenKind, type PullMetrics, staleDays } from '../../../../../shared/model/pull-requests.ts'
import { formatDuration } from '../../../format/duration.ts'
import { formatCount, formatNoun } from '../../../format/number.ts'
import { FigureButton } from '../../overview/cards/figure-button.tsx'
import { OpenList } from '../items/open-list.tsx'
import type { PullListProps } from '../items/pull-list.tsx'
import type { PullContext } from '../pull-context.ts'
import { PullCard } from './pull-card.tsx'

export interface OpenCardProps {
  readonly answer: PullMetrics['open']
  readonly context: PullContext
  readonly onPull: PullListProps['onPull']
}

const titles: Readonly<Record<OpenKind, string>> = {
  all: 'Open pull requests',
  stale: 'Stale pull requests',
  drafts: 'Drafts',
  unreviewed: 'Waiting for a first review',
}

/** What is open now, and of that what waits: the longest without anything happening first. */
export function OpenCard({ answer, context, onPull }: OpenCardProps) {
  const { open, drafts, stale, unreviewed, medianAgeMs, noData } = answer
  const show = (which: OpenKind) =>
    context.onOpen({ title: titles[which], what: { kind: 'open', which }, sort: which === 'stale' ? 'idle' : 'age' })
  const parts = [
    { which: 'stale', count: stale, text: `${formatCount(stale)} stale` },
    { which: 'unreviewed', count: unreviewed, text: `${formatCount(unreviewed)} without a first review` },
    { which: 'drafts', count: drafts, text: formatNoun(drafts, 'draft') },
  ] as const
  return (
    <PullCard
      title="Open now"
      metric="open and stale pull requests"
      context={context}
      noData={noData}
      height={120}
      present
      rule={`Open at present, whatever the period. Stale: ready for review, and for ${staleDays} days nobody has reviewed, commented or committed. Age is counted since opened, or ready for review if it was a draft.`}
      madeFrom={formatNoun(open, 'open pull request')}
      figure={
        noData === null
          ? {
              text: formatCount(open),
              unit: medianAgeMs === null ? 'open' : `open, median age ${formatDuration(medianAgeMs)}`,
              label: formatNoun(open, 'open pull request'),
              onOpen: () => show('all'),
            }
          : null
      }
      facts={
        noData === null && (
          <p>
            {parts.map(({ which, count, text }, i) => (
              <Fragment key={which}>
                {i > 0 && ' · '}
                {count === 0 ? text : <FigureButton onOpen={() => show(which)}>{text}</FigureButton>}
              </Fragment>
            ))}
          </p>
        )
      }
    >
      {open > 0 && <OpenList filter={context.chosen.filter} onPull={onPull} />}
    </PullCard>
  )
}
