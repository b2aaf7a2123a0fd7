import type { Clock, Logger, Paths, WorkerEntries } from '../ports.ts'
import type { Premises } from './premises.ts'
import type { TaskSlot } from './task-slot.ts'

/** What the works of care are given. */
export interface CareParts {
  readonly paths: Paths
  readonly workers: Pick<WorkerEntries, 'care'>
  readonly clock: Clock
  readonly logger: Logger
  readonly premises: Premises
  readonly slot: TaskSlot
}
