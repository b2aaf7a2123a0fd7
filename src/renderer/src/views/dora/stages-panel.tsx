import type { LeadTimeStages } from '../../../../shared/model/metrics.ts'
import { Panel } from '../../components/panel.tsx'
import { formatDuration } from '../../format/duration.ts'
import { formatNoun } from '../../format/number.ts'
import classes from './dora.module.css'

const beforeCoding = {
  name: 'inProgress',
  label: 'In progress before coding',
  about: 'to the first commit',
  color: 'var(--chart-failures)',
} as const

const ofPullRequests = [
  { name: 'coding', label: 'Coding', about: 'first commit to opened', color: 'var(--chart-deployments)' },
  { name: 'pickup', label: 'Pickup', about: 'to the first response', color: 'var(--chart-activity)' },
  { name: 'review', label: 'Review', about: 'to merged', color: 'var(--chart-lead-time)' },
  { name: 'deploy', label: 'Deploy', about: 'to deployed', color: 'var(--chart-rework)' },
] as const

const reasons: Readonly<Record<LeadTimeStages['byTimeBecause'][number], string>> = {
  not_wanted: 'the commits are not read, by the settings of the connection',
  refused: 'the code host does not show the commits to the credentials of the connection',
  not_read: 'the commits have not been read yet',
}

/** Where the lead time of pull requests goes: the median of each stage. */
export function StagesPanel({ stages: figures }: { readonly stages: LeadTimeStages | null }) {
  return (
    <Panel title="Stages of the lead time">
      {figures ? (
        <Stages figures={figures} />
      ) : (
        <p className={classes['dimmed']}>
          No data: stages are told by pull requests, and none was deployed in this period. With Git alone the lead time
          is that of commits.
        </p>
      )}
    </Panel>
  )
}

const noFigures = { medianMs: null, p85Ms: null, count: 0 }

function Stages({ figures }: { readonly figures: LeadTimeStages }) {
  const stages = (figures.inProgress ? [beforeCoding, ...ofPullRequests] : ofPullRequests).map(stage => ({
    ...stage,
    ...(figures[stage.name] ?? noFigures),
  }))
  const total = stages.reduce((sum, { medianMs }) => sum + (medianMs ?? 0), 0)
  const notes = [
    figures.contradictory > 0 &&
      `${formatNoun(figures.contradictory, 'pull request')} whose dates contradict each other: no data in that stage.`,
    figures.byTime > 0 &&
      `${formatNoun(figures.byTime, 'pull request')} told to the next deployment by time alone: ${figures.byTimeBecause.map(reason => reasons[reason]).join('; ')}.`,
  ].filter(note => note !== false)
  return (
    <>
      <div className={classes['strip']} aria-hidden>
        {total > 0 &&
          stages.map(({ name, medianMs, color }) => (
            <span key={name} style={{ width: `${(100 * (medianMs ?? 0)) / total}%`, background: color }} />
          ))}
      </div>
      <dl className={classes['stages']}>
        {stages.map(({ name, label, about, color, medianMs, p85Ms, count }) => (
          <div key={name}>
            <dt>
              <span className={classes['stage-mark']} style={{ background: color }} />
              {label}, {about}
            </dt>
            <dd>
              <strong>{medianMs === null ? 'No data' : formatDuration(medianMs)}</strong>
            </dd>
            <dd className={classes['dimmed']}>
              {p85Ms !== null && `85% within ${formatDuration(p85Ms)}, `}
              {formatNoun(count, 'pull request')}
            </dd>
          </div>
        ))}
      </dl>
      {notes.map(note => (
        <p key={note} className={classes['dimmed']}>
          {note}
        </p>
      ))}
    </>
  )
}
