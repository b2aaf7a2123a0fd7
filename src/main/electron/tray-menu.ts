import type { MenuItemConstructorOptions } from 'electron'
import type { JobId } from '../../shared/model/ids.ts'
import type { JobSummary } from '../../shared/model/job.ts'
import type { TrayFacts } from './tray-facts.ts'
import { pausedJobs, runningJob, shortName } from './tray-view.ts'

export interface TrayActions {
  /** Opens the window, at a page of the app when one is named. */
  open(route?: string): void
  pause(jobId: JobId): void
  resume(jobId: JobId): void
  forceStop(jobId: JobId): void
  runAll(): void
  pauseAll(): void
  resumeAll(): void
  quit(): void
}

type Items = readonly MenuItemConstructorOptions[]

/** The most paused syncs offered one by one. */
const pausedAtMost = 5

/** The tray's menu: only what is possible now can be chosen. */
export function trayMenu(facts: TrayFacts, actions: TrayActions): MenuItemConstructorOptions[] {
  const groups: Items[] = [
    [{ label: 'Open Weir', click: () => actions.open() }],
    facts.fault === null ? [] : [{ label: 'Weir cannot work: open it to see why', click: () => actions.open() }],
    jobItems(facts, actions),
    facts.fault === null ? wholeItems(facts, actions) : [],
    failureItems(facts, actions),
    [{ label: 'Quit Weir', click: () => actions.quit() }],
  ]
  return groups
    .filter(items => items.length > 0)
    .flatMap((items, index) => (index === 0 ? items : [{ type: 'separator' } as const, ...items]))
}

function jobItems(facts: TrayFacts, actions: TrayActions): Items {
  if (facts.fault !== null) return []
  const running = runningJob(facts)
  const queue = facts.status?.queue.length ?? 0
  const toJobs = () => actions.open('/jobs')
  return [
    ...(running
      ? [
          { label: `${named(running)} is ${running.intent === 'none' ? 'running' : running.intent}`, click: toJobs },
          { label: 'Pause', enabled: running.intent === 'none', click: () => actions.pause(running.id) },
          { label: 'Force stop', enabled: running.intent !== 'stopping', click: () => actions.forceStop(running.id) },
        ]
      : []),
    ...pausedJobs(facts)
      .slice(0, pausedAtMost)
      .map(job => ({
        label: `Resume ${named(job)}`,
        enabled: facts.status?.held === false,
        click: () => actions.resume(job.id),
      })),
    ...(queue > 0 ? [{ label: `${queue} waiting in the queue`, click: toJobs }] : []),
  ]
}

function wholeItems({ jobs, status }: TrayFacts, actions: TrayActions): Items {
  const held = status?.held ?? false
  const some = jobs.some(job => job.connectionEnabled)
  return [
    { label: 'Sync all', enabled: some && !held, click: () => actions.runAll() },
    held
      ? { label: 'Resume all', click: () => actions.resumeAll() }
      : { label: 'Pause all', enabled: some, click: () => actions.pauseAll() },
  ]
}

function failureItems({ jobs }: TrayFacts, actions: TrayActions): Items {
  const [last] = jobs
    .filter(job => job.state === 'FAILED' && job.connectionEnabled && job.fault?.code !== 'run.stopped')
    .sort((a, b) => b.updatedAt - a.updatedAt)
  if (!last) return []
  const route = last.lastRun === null ? '/jobs' : `/jobs/runs/${last.lastRun.id}`
  return [{ label: `Last failure: ${named(last)}`, click: () => actions.open(route) }]
}

/** An ampersand in a label would mark the next letter as its key. */
const named = (job: JobSummary) => shortName(job).replaceAll('&', '&&')
