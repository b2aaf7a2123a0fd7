import { randomUUID } from 'node:crypto'
import type { PushOf } from '../../shared/contract/events.ts'
import { toFault, WeirError } from '../../shared/contract/weir-error.ts'
import type { DatabaseResult, DatabaseTask, DatabaseTaskKind } from '../../shared/model/database.ts'
import type { Clock, Logger } from '../ports.ts'
import { storeFault } from '../store/faults.ts'

/** What a task knows of itself while it works. */
export interface TaskControl {
  readonly signal: AbortSignal
  /** How far it is, 0 to 1. */
  onProgress(fraction: number): void
  /** From here on it cannot be cancelled. @throws WeirError `rpc.cancelled` when it was already. */
  commit(): void
}

export interface TaskSlot {
  current(): DatabaseTask | null
  /** Begins a task; it goes on by itself. @throws WeirError `job.conflict` while another one runs, or when Weir is closing. */
  begin(kind: DatabaseTaskKind, cancellable: boolean, work: (control: TaskControl) => Promise<DatabaseResult>): void
  /** Cancels the task, if it still can be. @throws WeirError `job.conflict` when it cannot. */
  cancel(): void
  /** Begins no more; resolves when the task has ended. */
  close(options: { readonly cancel: boolean }): Promise<void>
}

export interface TaskSlotParts {
  readonly clock: Clock
  readonly logger: Logger
  readonly push: (push: PushOf) => void
}

const betweenPushesMs = 250

/** The one place for a task on the database. */
export function createTaskSlot({ clock, logger, push }: TaskSlotParts): TaskSlot {
  let task: DatabaseTask | null = null
  let controller = new AbortController()
  let ended: Promise<void> = Promise.resolve()
  let pushedAt = 0
  let closed = false

  const update = (change: Partial<DatabaseTask>) => {
    if (!task) return
    task = { ...task, ...change }
    pushedAt = performance.now()
    push({ event: 'database_task', data: task })
  }

  const end = (change: Pick<DatabaseTask, 'status' | 'result' | 'fault'>) => {
    update({ ...change, cancellable: false, endedAt: clock.now(), ...(change.result && { fraction: 1 }) })
    push({ event: 'data_changed', data: { tables: ['database'] } })
  }

  const fail = (kind: DatabaseTaskKind, error: unknown) => {
    const known = error instanceof WeirError ? error : storeFault(error)
    if (controller.signal.aborted && known?.code === 'rpc.cancelled')
      return end({ status: 'cancelled', result: null, fault: null })
    const reportId = randomUUID()
    logger.error('Work on the database failed', { kind, reportId, error })
    end({ status: 'failed', result: null, fault: toFault(known ?? error, reportId) })
  }

  return {
    current: () => task,
    begin(kind, cancellable, work) {
      if (closed) throw conflict('Weir is closing. Open it again first.')
      if (task?.status === 'running')
        throw conflict('Other work on the database is under way. Wait for its end, or cancel it.')
      controller = new AbortController()
      const { signal } = controller
      task = {
        kind,
        status: 'running',
        cancellable,
        startedAt: clock.now(),
        endedAt: null,
        fraction: null,
        result: null,
        fault: null,
      }
      update({})
      const control: TaskControl = {
        signal,
        onProgress(fraction) {
          if (performance.now() - pushedAt >= betweenPushesMs) update({ fraction })
          else if (task) task = { ...task, fraction }
        },
        commit() {
          if (signal.aborted) throw new WeirError('rpc.cancelled', { hint: 'It was cancelled.' })
          update({ cancellable: false })
        },
      }
      logger.info('Work on the database begins', { kind })
      ended = work(control).then(
        result => {
          logger.info('Work on the database is done', { ...result })
          end({ status: 'done', result, fault: null })
        },
        error => fail(kind, error),
      )
    },
    cancel() {
      if (task?.status !== 'running') return
      if (!task.cancellable) throw conflict('This cannot be cancelled any more. Wait for its end.')
      controller.abort()
    },
    async close({ cancel }) {
      closed = true
      if (cancel && task?.cancellable) controller.abort()
      await ended
    },
  }
}

export const conflict = (hint: string) => new WeirError('job.conflict', { hint })
