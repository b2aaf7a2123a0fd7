import { Button, Group } from '@mantine/core'
import { DatePickerInput } from '@mantine/dates'
import { IconCalendar } from '@tabler/icons-react'
import type { FlowAgeing } from '../../../../../shared/model/flow-metrics.ts'
import { fewestForPercentiles } from '../../../charts/fewest-for-percentiles.ts'
import { formatCount, formatNoun } from '../../../format/number.ts'
import { dayAt } from '../../../format/period.ts'
import { formatDate, formatDateTime } from '../../../format/time.ts'
import { FigureButton } from '../../overview/cards/figure-button.tsx'
import { NoNumber } from '../../overview/cards/no-number.tsx'
import { FindingLinks } from '../cards/finding-links.tsx'
import { FlowCard } from '../cards/flow-card.tsx'
import { FlowDefinition } from '../cards/flow-definition.tsx'
import { FlowNoDataNote } from '../cards/flow-no-data-note.tsx'
import type { FlowContext } from '../flow-context.ts'
import { AgeingPlot } from './ageing-plot.tsx'

export interface AgeingCardProps {
  readonly answer: FlowAgeing
  readonly context: FlowContext
  readonly height: number
  /** The past day that is looked at; null is now. */
  readonly day: string | null
  readonly onDay: (day: string | null) => void
}

/** The work in progress by step and age, against the ages at which finished items left each step. */
export function AgeingCard({ answer, context, height, day, onDay }: AgeingCardProps) {
  const { chosen, durations, onOpen } = context
  const { timeZone } = chosen.filter
  const { at, items, age, finished, olderThanP85 } = answer
  const when = day === null ? 'in progress now' : `in progress at the end of ${formatDate(at - 1, timeZone)}`
  const open = (title: string, from: number | null) =>
    onOpen({ title, what: { kind: 'ageing', at, ms: from === null ? null : { from, to: null } }, sort: 'age' })
  return (
    <FlowCard
      title="Age of work in progress"
      stale={context.stale}
      definition={
        <FlowDefinition
          metric="age"
          chosen={chosen}
          period={day === null ? `now, ${formatDateTime(at, timeZone)}` : `the end of ${formatDate(at - 1, timeZone)}`}
          madeFrom={`${formatNoun(items, 'issue')} in progress, ${formatNoun(finished.items, 'finished issue')} behind the bands`}
        >
          <p>
            For each issue in progress: <strong>now − started</strong>, in the step it is in. On a past day everything
            is as it was known then.
          </p>
          <p>
            The bands say how old issues were when they left the step for the last time: those finished in the{' '}
            {formatNoun(chosen.period.days, 'day')} before. A dot above a band is older than that share of them was.
          </p>
        </FlowDefinition>
      }
      actions={
        <Group gap="xs">
          {day !== null && (
            <Button size="compact-xs" variant="subtle" onClick={() => onDay(null)}>
              Back to now
            </Button>
          )}
          <DatePickerInput
            aria-label={`As of ${day === null ? 'now' : formatDate(at - 1, timeZone)}`}
            size="xs"
            w={142}
            placeholder="As of now"
            ariaLabels={{ previousMonth: 'Previous month', nextMonth: 'Next month' }}
            valueFormat="D MMM YYYY"
            leftSection={<IconCalendar size={15} aria-hidden />}
            maxDate={dayAt(Date.now(), timeZone)}
            firstDayOfWeek={1}
            weekendDays={[]}
            value={day}
            onChange={onDay}
          />
        </Group>
      }
      headline={
        age.medianMs === null ? (
          <NoNumber />
        ) : (
          <>
            <FigureButton
              main
              onOpen={() => open(`Issues ${when}`, null)}
              label={`${formatNoun(items, 'issue')} ${when}`}
            >
              {formatCount(items)}
            </FigureButton>
            <span>
              {items === 1 ? 'issue' : 'issues'} {when}
            </span>
          </>
        )
      }
      facts={
        age.medianMs !== null && (
          <>
            <p>
              {durations.text(age.medianMs)} old (median)
              {finished.p85Ms !== null && finished.items >= fewestForPercentiles && (
                <>
                  ,{' '}
                  <FigureButton
                    onOpen={() => open(`Older than ${durations.text(finished.p85Ms ?? 0)}`, nextAfter(finished.p85Ms))}
                  >
                    {formatCount(olderThanP85)}
                  </FigureButton>{' '}
                  older than 85% of finished issues took ({durations.text(finished.p85Ms)})
                </>
              )}
            </p>
            <FindingLinks
              findings={answer.findings}
              about={['unmapped', 'reopened']}
              context={context}
              of={{ period: answer.period, at }}
            />
          </>
        )
      }
    >
      {answer.noData === null ? (
        <AgeingPlot answer={answer} context={context} height={height} />
      ) : (
        <FlowNoDataNote reason={answer.noData} onRemedy={context.onRemedy} height={height} />
      )}
    </FlowCard>
  )
}

/** The least whole duration (ms) above one: ranges begin with what they hold, "older than" does not. */
const nextAfter = (ms: number | null) => Math.floor(ms ?? 0) + 1
