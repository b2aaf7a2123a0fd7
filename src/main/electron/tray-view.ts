import type { JobSummary } from '../../shared/model/job.ts'
import type { TrayFacts } from './tray-facts.ts'

/** Each has an icon of its own. */
export type TrayState = 'idle' | 'running' | 'paused' | 'attention'

export const runningJob = ({ jobs }: TrayFacts): JobSummary | null => jobs.find(job => job.state === 'RUNNING') ?? null

export const pausedJobs = ({ jobs }: TrayFacts): readonly JobSummary[] =>
  jobs.filter(job => job.state === 'PAUSED' && job.queuePosition === null && job.connectionEnabled)

/** What only the user can mend comes before what goes on by itself. */
export function trayState(facts: TrayFacts): TrayState {
  if (facts.fault !== null || facts.health === 'error' || waiting(facts).length > 0) return 'attention'
  if (runningJob(facts)) return 'running'
  return facts.status?.held || pausedJobs(facts).length > 0 ? 'paused' : 'idle'
}

/** What is shown when the pointer rests on the icon: at most two short lines, for Windows cuts them off at 127 characters. */
export function trayTooltip(facts: TrayFacts): string {
  const [first, ...others] = [trouble(facts), doing(facts)].filter(line => line !== null)
  return first === undefined ? 'Weir' : [`Weir: ${first}`, ...others].join('\n')
}

function trouble(facts: TrayFacts): string | null {
  const [first, ...others] = waiting(facts)
  if (facts.fault !== null || facts.health === 'error') return 'needs attention'
  if (!first) return null
  return others.length > 0 ? `${others.length + 1} connections need attention` : `${shortName(first)} needs attention`
}

function doing(facts: TrayFacts): string | null {
  const running = runningJob(facts)
  if (running) {
    const fraction = running.progress?.fraction ?? null
    const percent = fraction === null ? '' : ` ${Math.floor(fraction * 100)}%`
    const intent = running.intent === 'none' ? '' : `, ${running.intent}`
    return `${shortName(running)}${percent}${intent}`
  }
  if (facts.status?.held) return 'everything is paused'
  const [paused, ...others] = pausedJobs(facts)
  if (!paused) return null
  return others.length > 0 ? `${others.length + 1} syncs are paused` : `${shortName(paused)} is paused`
}

const waiting = ({ jobs }: TrayFacts) => jobs.filter(job => job.waitsForUser && job.connectionEnabled)

const longestName = 40

/** The connection's name, short enough for an icon's menu. */
export const shortName = ({ connectionName }: JobSummary): string =>
  connectionName.length <= longestName ? connectionName : `${connectionName.slice(0, longestName - 1)}…`
