import type { JobId } from '../../shared/model/ids.ts'

/** A job that waits for its turn. Places grow, with gaps where jobs have left. */
export interface Waiting {
  readonly jobId: JobId
  readonly place: number
}

/** The waiting jobs, next one first. */
export function inOrder<Job extends Waiting>(queue: readonly Job[]): readonly Job[] {
  return [...queue].sort((a, b) => a.place - b.place || a.jobId - b.jobId)
}

/** The place behind everyone who waits. */
export function lastPlace(queue: readonly Waiting[]): number {
  return queue.reduce((last, { place }) => Math.max(last, place), 0) + 1
}

/** Where each waiting job stands; 1 is next. */
export function positions(queue: readonly Waiting[]): ReadonlyMap<JobId, number> {
  return new Map(inOrder(queue).map(({ jobId }, index) => [jobId, index + 1]))
}

/** The waiting jobs, next one first, after one of them has gone to a position (1 is next; beyond the end is the end). */
export function moved<Job extends Waiting>(queue: readonly Job[], jobId: JobId, position: number): readonly Job[] {
  const ordered = inOrder(queue)
  const others = ordered.filter(job => job.jobId !== jobId)
  const index = Math.min(Math.max(position, 1) - 1, others.length)
  return [...others.slice(0, index), ...ordered.filter(job => job.jobId === jobId), ...others.slice(index)]
}

/** The job whose turn it is; null while another one runs (there is one lane) or nobody waits. */
export function next<Job extends Waiting>(queue: readonly Job[], running: JobId | null): Job | null {
  return running === null ? (inOrder(queue)[0] ?? null) : null
}
