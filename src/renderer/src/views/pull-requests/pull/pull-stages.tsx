import { Group, SegmentedControl, Text } from '@mantine/core'
import { FlowClock } from '../../../../../shared/model/flow-filter.ts'
import type { PullDetail } from '../../../../../shared/model/pull-detail.ts'
import { stepColor } from '../../../charts/step-color.ts'
import { clockTexts, durationBy } from '../../../components/detail/clock-texts.ts'
import classes from '../../../components/detail/detail.module.css'

const stages = [
  { name: 'Coding', rule: 'first commit to opened', of: 'codingMs', color: 'blue' },
  { name: 'Pickup', rule: 'to the first review or comment by somebody else', of: 'pickupMs', color: 'orange' },
  { name: 'Review', rule: 'to the merge', of: 'reviewMs', color: 'violet' },
  { name: 'Deploy', rule: 'to the end of the deployment', of: 'deployMs', color: 'green' },
] as const

interface PullStagesProps {
  readonly pull: PullDetail
  /** The clock its times are told by. */
  readonly clock: FlowClock
  readonly onClock: (clock: FlowClock) => void
}

/** The stages of its way in proportion to their time, each with its length. */
export function PullStages({ pull, clock, onClock }: PullStagesProps) {
  const known = stages.flatMap(({ of, color }) => {
    const ms = pull[of]
    return ms === null || ms === 0 ? [] : [{ of, ms, color }]
  })
  return (
    <section aria-label="Stages">
      <Group justify="space-between" mb="xs" gap="xs">
        <h3 className={classes['title']}>
          Stages{' '}
          <Text span size="xs" c="dimmed">
            {clockTexts[clock]}
          </Text>
        </h3>
        <SegmentedControl
          size="xs"
          aria-label="Clock"
          value={clock}
          onChange={value => onClock(FlowClock.parse(value))}
          data={[
            { value: 'elapsed', label: 'All hours' },
            { value: 'working', label: 'Working hours' },
          ]}
        />
      </Group>
      {known.length > 0 && (
        <div className={classes['bar']} aria-hidden>
          {known.map(({ of, ms, color }) => (
            <span key={of} className={classes['part']} style={{ flexGrow: ms, backgroundColor: stepColor(color) }} />
          ))}
        </div>
      )}
      <ol className={classes['steps']}>
        {stages.map(({ name, rule, of, color }) => (
          <li key={of} className={classes['step']}>
            <span className={classes['swatch']} style={{ backgroundColor: stepColor(color) }} aria-hidden />
            <div className={classes['line']}>
              <strong>{name}</strong>
              <span className={classes['duration']}>{pull[of] === null ? 'no data' : durationBy[clock](pull[of])}</span>
              <span className={classes['span']}>{rule}</span>
            </div>
          </li>
        ))}
      </ol>
      {pull.contradictory && (
        <Text size="xs" c="dimmed">
          Some of its dates contradict each other, such as a review before it was ready for one: that stage has no data.
        </Text>
      )}
    </section>
  )
}
