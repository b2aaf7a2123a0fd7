import { Text } from '@mantine/core'
import type { FlowClock } from '../../../../shared/model/flow-filter.ts'
import type { IssueDetail, StatusTime, StepTime } from '../../../../shared/model/issue-detail.ts'
import { useTimeZone } from '../../api/use-preferences.ts'
import { stepColor } from '../../charts/step-color.ts'
import { formatDateTime } from '../../format/time.ts'
import { clockTexts, durationBy } from '../detail/clock-texts.ts'
import classes from '../detail/detail.module.css'
import { stepCategoryTexts, stepName, tellsStatuses } from './timeline-texts.ts'

/** The issue's way: its steps in proportion to their time, and each with its dates and the statuses in it. */
export function IssueTimeline({ issue, clock }: { readonly issue: IssueDetail; readonly clock: FlowClock }) {
  const timed = issue.steps.filter(({ to, step }) => to !== null || step?.category !== 'done')
  return (
    <section aria-label="Timeline">
      <h3 className={classes['title']}>
        Timeline{' '}
        <Text span size="xs" c="dimmed">
          {clockTexts[clock]}
        </Text>
      </h3>
      <div className={classes['bar']} aria-hidden>
        {timed.map(time => (
          <span
            key={time.from}
            className={classes['part']}
            data-wait={time.step?.wait || undefined}
            data-unmapped={time.step === null || undefined}
            style={{ flexGrow: time.ms, ...colorOf(time) }}
          />
        ))}
      </div>
      <ol className={classes['steps']}>
        {issue.steps.map(time => (
          <Step key={time.from} time={time} clock={clock} />
        ))}
      </ol>
    </section>
  )
}

const colorOf = ({ step }: StepTime) => (step ? { backgroundColor: stepColor(step.color) } : {})

interface TimeProps<Time> {
  readonly time: Time
  readonly clock: FlowClock
}

function Step({ time, clock }: TimeProps<StepTime>) {
  const { step, statuses } = time
  return (
    <li className={classes['step']}>
      <span
        className={classes['swatch']}
        data-wait={step?.wait || undefined}
        data-unmapped={step === null || undefined}
        style={colorOf(time)}
        aria-hidden
      />
      <div className={classes['line']}>
        <span>
          <strong>{stepName(time)}</strong>{' '}
          <Text span size="xs" c="dimmed">
            {step ? `${stepCategoryTexts[step.category]}${step.wait ? ', waiting' : ''}` : 'no step has this status'}
          </Text>
        </span>
        <Duration time={time} clock={clock} />
        <Span time={time} />
      </div>
      {tellsStatuses(time) && (
        <ul className={classes['statuses']}>
          {statuses.map(status => (
            <li key={status.from} className={classes['line']}>
              <span>{status.name}</span>
              <Duration time={status} clock={clock} />
              <Span time={status} />
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}

const Duration = ({ time, clock }: TimeProps<StepTime | StatusTime>) => (
  <span className={classes['duration']}>{durationBy[clock](time.ms)}</span>
)

function Span({ time: { from, to } }: { readonly time: StepTime | StatusTime }) {
  const timeZone = useTimeZone()
  return (
    <span className={classes['span']}>
      {to === null
        ? `since ${formatDateTime(from, timeZone)}`
        : `${formatDateTime(from, timeZone)} – ${formatDateTime(to, timeZone)}`}
    </span>
  )
}
