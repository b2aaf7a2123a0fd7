import { IconPlayerPause, IconProgress } from '@tabler/icons-react'
import { Link } from 'wouter'
import { useJobs } from '../../api/use-jobs.ts'
import { useHeld } from '../../api/use-orchestrator.ts'
import classes from './status-bar.module.css'
import { workParts } from './work-parts.ts'

/** The job at work, how far it is and who waits; that everything is paused. */
export function WorkMark() {
  const { jobs = [] } = useJobs()
  const held = useHeld()
  const parts = workParts(jobs, held)
  if (parts.length === 0) return null
  const Icon = held ? IconPlayerPause : IconProgress
  return (
    <Link href="/jobs" className={classes['part']} {...(held && { 'data-level': 'warning' })}>
      <Icon size={15} stroke={1.75} aria-hidden />
      <span className={classes['text']}>{parts.join(' · ')}</span>
    </Link>
  )
}
