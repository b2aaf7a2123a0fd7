import type { JobProgress } from '../../shared/model/job.ts'

export interface ProgressFeed {
  offer(progress: JobProgress): void
  /** Hands on what is still held back, at once. */
  flush(): void
}

/** Hands on progress at most once per interval: the first at once, of the following ones the newest, and always the last one. */
export function createProgressFeed(push: (progress: JobProgress) => void, intervalMs = 250): ProgressFeed {
  let held: JobProgress | null = null
  let timer: NodeJS.Timeout | null = null

  const handOn = (progress: JobProgress) => {
    held = null
    push(progress)
    timer = setTimeout(() => {
      timer = null
      if (held) handOn(held)
    }, intervalMs)
    timer.unref()
  }
  return {
    offer(progress) {
      if (timer) held = progress
      else handOn(progress)
    },
    flush() {
      if (timer) clearTimeout(timer)
      timer = null
      if (held) push(held)
      held = null
    },
  }
}
