import { useMemo } from 'react'
import type { CommitActivity } from '../../../../../shared/model/commit-activity.ts'
import { BarChart } from '../../../charts/bar-chart.tsx'
import { chartMarks } from '../../../charts/chart-mark.ts'
import { formatCount, formatNoun } from '../../../format/number.ts'
import { within } from '../items/item-list.ts'
import type { CardContext } from './card-context.ts'
import classes from './cards.module.css'
import { Definition } from './definition.tsx'
import { FigureButton } from './figure-button.tsx'
import { filterFacts } from './filter-facts.ts'
import { NoDataNote } from './no-data-note.tsx'

export interface ActivityCardProps {
  readonly activity: CommitActivity
  readonly context: CardContext
}

const title = 'Commit activity'

/** Commits per bucket, their authors, and their lines as far as those are counted. */
export function ActivityCard({ activity, context }: ActivityCardProps) {
  const { commits, authors, commitsWithoutStats, buckets, noData } = activity
  const { onOpen, onRemedy, chosen } = context
  const { filter } = chosen
  const linesKnown = commitsWithoutStats === 0 || activity.additions + activity.deletions > 0
  const marks = useMemo(() => chartMarks(buckets, filter, reading), [buckets, filter])
  const openAll = () => onOpen({ kind: 'commits', title: 'Commits', filter })
  return (
    <section
      className={classes['card']}
      aria-label={title}
      aria-busy={context.stale}
      data-stale={context.stale || undefined}
    >
      <header className={classes['header']}>
        <h2>{title}</h2>
        <Definition
          metric={title.toLowerCase()}
          facts={[
            ...filterFacts(chosen),
            ['Bots', filter.includeBots ? 'included' : 'left out'],
            ['Made from', formatNoun(commits, 'commit')],
          ]}
        >
          <p>
            Commits on any branch by the time they were <strong>authored</strong>, merges included. An author is a
            person: several addresses count once where the repository’s .mailmap says so, or where they are merged under
            People & teams. Commits of inactive people are left out.
          </p>
        </Definition>
        {noData === null && (
          <div className={classes['summary']}>
            <FigureButton onOpen={openAll}>{formatNoun(commits, 'commit')}</FigureButton>
            <span>{formatNoun(authors, 'author')}</span>
            {linesKnown && (
              <span>
                +{formatCount(activity.additions)} −{formatCount(activity.deletions)} lines
              </span>
            )}
            {commitsWithoutStats > 0 && (
              <span
                className={classes['pending']}
                role="status"
                title="Still being counted, or read through the API of a code host: only a clone tells lines"
              >
                Lines of {formatNoun(commitsWithoutStats, 'commit')} not known
              </span>
            )}
          </div>
        )}
      </header>
      <div className={classes['chart']}>
        {noData === null ? (
          <BarChart
            name={`Commits per ${filter.bucket}`}
            marks={marks}
            bucket={filter.bucket}
            timeZone={filter.timeZone}
            height={context.chartHeight}
            color="var(--chart-activity)"
            onOpen={mark => onOpen({ kind: 'commits', title: `Commits, ${mark.name}`, filter: within(filter, mark) })}
          />
        ) : (
          <NoDataNote reason={noData} syncing={context.syncing} onRemedy={onRemedy} height={context.chartHeight} />
        )}
      </div>
    </section>
  )
}

const reading = ({ commits, authors, additions, deletions }: CommitActivity['buckets'][number]) => ({
  value: commits,
  text: formatNoun(commits, 'commit'),
  facts: [
    { name: 'Authors', value: formatCount(authors) },
    { name: 'Lines counted', value: `+${formatCount(additions)} −${formatCount(deletions)}` },
  ],
  openable: commits > 0,
})
