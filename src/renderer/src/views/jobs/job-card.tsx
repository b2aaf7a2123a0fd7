import { Anchor, Progress } from '@mantine/core'
import { Link } from 'wouter'
import type { JobProgress, JobSummary } from '../../../../shared/model/job.ts'
import { useHeld } from '../../api/use-orchestrator.ts'
import { useTimeZone } from '../../api/use-preferences.ts'
import { FaultAlert } from '../../components/fault-alert.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { StateBadge } from '../../components/state-badge.tsx'
import { formatDuration } from '../../format/duration.ts'
import { formatCount, formatNoun, formatPercent } from '../../format/number.ts'
import classes from './job-card.module.css'
import { JobControls } from './job-controls.tsx'
import { JobMenu } from './job-menu.tsx'
import { jobStateText, progressTexts, workText } from './job-texts.ts'
import { NextStart } from './next-start.tsx'

/** One job: its state, what it does now, what can be done with it. */
export function JobCard({ job }: { readonly job: JobSummary }) {
  const state = jobStateText(job)
  const held = useHeld()
  const atWork = job.state === 'RUNNING' || job.state === 'PAUSED'
  return (
    <article className={classes['card']} aria-label={job.connectionName}>
      <div className={classes['head']}>
        <h2 className={classes['name']}>
          <Link href={`/connections/${job.connectionId}`}>{job.connectionName}</Link>
        </h2>
        <StateBadge tone={state.tone}>{state.label}</StateBadge>
        {job.queuePosition !== null && <span className={classes['place']}>{queueText(job.queuePosition, held)}</span>}
        <div className={classes['controls']}>
          <JobControls job={job} />
          <JobMenu job={job} />
        </div>
      </div>
      {atWork && job.progress ? <Work job={job} progress={job.progress} /> : <LastRun job={job} />}
      <NextStart job={job} />
      {job.fault && (
        <div className={classes['fault']}>
          <FaultAlert
            fault={job.fault}
            live={false}
            action={
              <Anchor
                component={Link}
                href={`/connections/${job.connectionId}${job.waitsForUser ? '/edit' : ''}`}
                size="sm"
              >
                {connectionActionText(job)}
              </Anchor>
            }
          />
        </div>
      )}
    </article>
  )
}

function connectionActionText({ fault, waitsForUser }: JobSummary): string {
  if (fault?.code === 'auth.signed_out') return 'Sign in again'
  return waitsForUser ? 'Edit the connection' : 'Open the connection'
}

const queueText = (position: number, held: boolean) =>
  position === 1 && !held ? 'next to run' : `number ${position} in the queue`

function Work({ job, progress }: { readonly job: JobSummary; readonly progress: JobProgress }) {
  const timeZone = useTimeZone()
  const { fraction } = progress
  return (
    <>
      <p className={classes['line']}>
        <span>{workText(progress)}</span>
        <span className={classes['dimmed']}>
          {(job.state === 'RUNNING'
            ? progressTexts(progress, timeZone)
            : progressTexts(progress, timeZone).slice(0, 1)
          ).join(' · ')}
        </span>
      </p>
      <div className={classes['bar']}>
        <Progress.Root size="md" radius="xs">
          <Progress.Section
            value={fraction === null ? 100 : fraction * 100}
            striped={fraction === null}
            animated={fraction === null && job.state === 'RUNNING'}
            aria-label={`Progress of ${job.connectionName}`}
            aria-valuetext={fraction === null ? 'not known' : formatPercent(fraction)}
            {...(job.state === 'PAUSED' && { color: 'gray.6' })}
          />
        </Progress.Root>
      </div>
    </>
  )
}

function LastRun({ job }: { readonly job: JobSummary }) {
  const run = job.lastRun
  const sources = formatNoun(job.activeSources, 'data source')
  if (!run) return <p className={`${classes['line']} ${classes['dimmed']}`}>{sources}, not synced yet</p>
  if (job.state === 'RUNNING') return <p className={`${classes['line']} ${classes['dimmed']}`}>Starting</p>
  return (
    <p className={`${classes['line']} ${classes['dimmed']}`}>
      <span>
        Last run <RelativeTime at={run.endedAt ?? run.startedAt} /> in {formatDuration(run.activeMs)}:{' '}
        {formatCount(run.read)} read, {formatCount(run.written)} written
        {run.skipped > 0 && `, ${formatCount(run.skipped)} skipped`}
        {run.deleted > 0 && `, ${formatCount(run.deleted)} deleted`}
      </span>
      <span>
        {sources} ·{' '}
        <Anchor component={Link} href={`/jobs/runs/${run.id}`} size="sm" underline="always">
          Show the run
        </Anchor>
      </span>
    </p>
  )
}
