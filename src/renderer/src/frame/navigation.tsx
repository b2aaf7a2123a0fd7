import { VisuallyHidden } from '@mantine/core'
import { IconPencil, IconPlayerPauseFilled } from '@tabler/icons-react'
import { Link, useLocation } from 'wouter'
import { useJobs } from '../api/use-jobs.ts'
import { useHeld } from '../api/use-orchestrator.ts'
import { differs, useFlowDraft } from '../stores/flow-draft.ts'
import classes from './frame.module.css'
import { isInside, pages } from './pages.ts'

export interface NavigationProps {
  readonly onNavigate: () => void
}

/** The links to the pages, the present one marked, with the number of jobs at work. */
export function Navigation({ onNavigate }: NavigationProps) {
  const [location] = useLocation()
  const { jobs } = useJobs()
  const held = useHeld()
  const hasFlowDraft = useFlowDraft(differs)
  const running = jobs?.filter(job => job.state === 'RUNNING' || job.queuePosition !== null).length ?? 0
  return (
    <ul className={classes['links']}>
      {pages.map(({ path, title, icon: Icon }) => (
        <li key={path}>
          <Link
            href={path}
            className={classes['link']}
            onClick={onNavigate}
            {...(isInside(location, path) && { 'aria-current': 'page' as const })}
          >
            <Icon size={18} stroke={1.75} aria-hidden />
            {title}
            {path === '/jobs' && held && (
              <span className={classes['held']}>
                <IconPlayerPauseFilled size={12} aria-hidden />
                Paused
              </span>
            )}
            {path === '/flow' && hasFlowDraft && (
              <span className={classes['held']} title="Unsaved draft">
                <IconPencil size={13} aria-hidden />
                <VisuallyHidden component="span"> with an unsaved draft</VisuallyHidden>
              </span>
            )}
            {path === '/jobs' && running > 0 && (
              <span className={classes['count']}>
                {running}
                <VisuallyHidden component="span"> at work</VisuallyHidden>
              </span>
            )}
          </Link>
        </li>
      ))}
    </ul>
  )
}
