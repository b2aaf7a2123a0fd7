import type { EventName } from '../../shared/contract/events.ts'
import type { PushMessage } from '../../shared/contract/transport.ts'

/** A push as it goes out to every client: written once, with what it replaces among those that still wait. */
export interface OutgoingPush {
  readonly frame: string
  readonly key: string
}

/** What a client that reads slowly has still to be told: of pushes about the same thing only the newest. */
export interface PushBacklog {
  /** Length of what waits, in characters. */
  readonly length: number
  hold(push: OutgoingPush): void
  /** The next frame in order of the newest push about each thing; null when none waits. */
  take(): string | null
}

export function createPushBacklog(): PushBacklog {
  const waiting = new Map<string, string>()
  let length = 0
  const drop = (key: string): string | null => {
    const frame = waiting.get(key)
    if (frame === undefined) return null
    waiting.delete(key)
    length -= frame.length
    return frame
  }
  return {
    get length() {
      return length
    },
    hold({ key, frame }) {
      // Goes to the end, so that the last thing heard is the last thing that was so.
      drop(key)
      waiting.set(key, frame)
      length += frame.length
    },
    take() {
      const [first] = waiting.keys()
      return first === undefined ? null : drop(first)
    },
  }
}

/** Events that tell the whole of something there is only one of. */
const wholes: ReadonlySet<string> = new Set<EventName>(['orchestrator_status', 'system_health', 'database_task'])

/**
 * What a push is about: a newer one of the same key makes an older one needless. A job's state and progress are told whole each
 * time; of what is told in parts only the very same push is needless.
 */
export function pushKey({ event, data }: PushMessage, frame: string): string {
  if (wholes.has(event)) return event
  if (typeof data !== 'object' || data === null) return frame
  if (event === 'job_status' && 'id' in data) return `${event} ${data.id}`
  if (event === 'progress_update' && 'jobId' in data) return `${event} ${data.jobId}`
  return frame
}
