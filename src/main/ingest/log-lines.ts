import type { RemoteBudget } from '../../shared/model/job.ts'
import type { Source, Step } from './plan.ts'
import type { StartingPoint } from './starting-point.ts'

/** What a stream did from its beginning to its end in this run. */
export interface StreamTally {
  readonly read: number
  readonly written: number
  readonly deleted: number
  readonly skipped: number
}

/** The first line of a run, or of one that goes on after a pause (`complete` of its steps are behind it). */
export function runBegins(steps: readonly Step[], complete: number): string {
  const sources = new Set(steps.map(step => step.source)).size
  if (complete > 0) return `Goes on: ${complete} of ${steps.length} steps are complete.`
  return `Sync of ${sources === 1 ? '1 data source' : `${count(sources)} data sources`} begins.`
}

/** Where a stream's reading begins; null for the ordinary case, from where the last sync ended. */
export function streamBegins({ source, stream }: Step, { discarded, json, resumed }: StartingPoint): string | null {
  const what = `${source.name}: ${stream.label}`
  if (discarded !== null) return `${what} are read from the beginning: ${discarded}.`
  if (json === null) return `${what} are read for the first time.`
  return resumed ? `${what}: goes on from the last checkpoint.` : null
}

/** What a stream did; null when it found nothing new. */
export function streamEnds({ source, stream }: Step, tally: StreamTally, tookMs: number): string | null {
  const { read, written, deleted, skipped } = tally
  if (read + deleted + skipped === 0) return null
  const further = [deleted > 0 ? `, ${count(deleted)} deleted` : '', skipped > 0 ? `, ${count(skipped)} skipped` : '']
  return `${source.name}: ${stream.label}: ${count(read)} read, ${count(written)} written${further.join('')} in ${seconds(tookMs)}.`
}

export const sourceEnds = (source: Source) => `${source.name}: up to date.`

/** What a remote has left for the next hour or so. */
export const budgetLeft = ({ name, remaining, limit, resetsAt }: RemoteBudget) =>
  `${name}: ${count(remaining)} of ${count(limit)} requests left, full again at ${new Date(resetsAt).toISOString()}.`

const count = (value: number) => value.toLocaleString('en-US')
const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`
