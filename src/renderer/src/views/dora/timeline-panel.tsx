import { IconAlertTriangle } from '@tabler/icons-react'
import type { DeploymentItem, MetricsFilter } from '../../../../shared/model/metrics.ts'
import { useRequest } from '../../api/use-request.ts'
import { timeTicks } from '../../charts/time-ticks.ts'
import { Panel } from '../../components/panel.tsx'
import { RequestState } from '../../components/request-state.tsx'
import { formatDuration } from '../../format/duration.ts'
import { formatCount, formatNoun } from '../../format/number.ts'
import { formatDateTime } from '../../format/time.ts'
import { placeOf } from '../repository-rule/services/service-text.ts'
import classes from './dora.module.css'
import { failureMarks } from './timeline-marks.ts'

export interface TimelinePanelProps {
  readonly filter: MetricsFilter
  readonly onOpen: (deployment: DeploymentItem) => void
}

/** More than this no screen can show apart. */
const most = 1_000
const laneRem = 1.75
const mostTicks = 7
const dayMs = 24 * 3_600_000

/** The deployments of the period on a line of time, the failed ones with how long it took to recover from them. */
export function TimelinePanel({ filter, onOpen }: TimelinePanelProps) {
  const page = { offset: 0, limit: most }
  const all = useRequest('metrics.deployments', { filter, page }, { keepPrevious: true })
  return (
    <Panel title="Deployments, failures and recoveries">
      <RequestState request={all} noun="deployments">
        {({ rows, total }) => <Timeline rows={rows} total={total} filter={filter} onOpen={onOpen} />}
      </RequestState>
    </Panel>
  )
}

function Timeline({
  rows,
  total,
  filter,
  onOpen,
}: TimelinePanelProps & { readonly rows: readonly DeploymentItem[]; readonly total: number }) {
  const { from, to, timeZone } = filter
  const marks = failureMarks(rows, from, to)
  const lanes = 1 + Math.max(-1, ...marks.map(({ lane }) => lane))
  return (
    <>
      <div className={classes['timeline']} style={{ paddingTop: `${lanes * laneRem}rem` }}>
        {marks.map(({ item, at, until, open, lane }) => (
          <div key={item.id}>
            <span
              className={classes['recovery']}
              data-open={open || undefined}
              style={{
                left: `${100 * at}%`,
                width: `${100 * Math.max(0, until - at)}%`,
                top: `calc(${lane * laneRem}rem + 0.625rem)`,
              }}
            />
            <button
              type="button"
              className={classes['failure']}
              style={{ left: `${100 * at}%`, top: `${lane * laneRem}rem` }}
              aria-label={failureLabel(item, timeZone)}
              title={failureLabel(item, timeZone)}
              onClick={() => onOpen(item)}
            >
              <IconAlertTriangle size={16} aria-hidden />
            </button>
          </div>
        ))}
        <div className={classes['ticks']} aria-hidden>
          {rows.map(({ id, finishedAt }) => (
            <span key={id} style={{ left: `${(100 * (finishedAt - from)) / (to - from)}%` }} />
          ))}
        </div>
        <p className={classes['span']}>
          {dayTicks(from, to, timeZone).map(({ at, label }) => (
            <span key={at} style={{ left: `${(100 * (at - from)) / (to - from)}%` }}>
              {label}
            </span>
          ))}
        </p>
      </div>
      <p className={classes['dimmed']}>
        {formatNoun(total, 'deployment')}, {formatNoun(marks.length, 'failure')}; a bar lasts until service was
        restored; a broken one has no end yet.
        {total > most && ` Only the newest ${formatCount(most)} are drawn.`}
      </p>
    </>
  )
}

/** Labels of days or months under the line. Each day is taken by its noon, which is in it whatever the clocks do. */
const dayTicks = (from: number, to: number, timeZone: string) =>
  timeTicks(
    Array.from({ length: Math.ceil((to - from) / dayMs) }, (_, day) => from + day * dayMs + dayMs / 2),
    'day',
    timeZone,
    mostTicks,
  ).map(({ at, label }) => ({ at: at - dayMs / 2, label }))

const failureLabel = (deployment: DeploymentItem, timeZone: string) => {
  const { name, finishedAt, restoredAt } = deployment
  return `${name} of ${placeOf(deployment)}, ${formatDateTime(finishedAt, timeZone)}: failed, ${
    restoredAt === null ? 'not restored yet' : `restored after ${formatDuration(restoredAt - finishedAt)}`
  }`
}
