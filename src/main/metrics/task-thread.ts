import { randomUUID } from 'node:crypto'
import { Worker } from 'node:worker_threads'
import { WeirError } from '../../shared/contract/weir-error.ts'
import type { Logger } from '../ports.ts'
import type { FromTaskThread, TaskMessage } from './task-messages.ts'

export interface TaskThreadOptions {
  readonly entry: URL
  readonly workerData: unknown
  readonly logger: Logger
  /** How long a cancelled task may go on before the thread is ended under it. */
  readonly abandonAfterMs: number
  /** How long work with no known end may take; for ever when this is not given. */
  readonly unboundedMs?: number
  /** How long the thread waits for another task before it ends; it stays when this is not given. */
  readonly idleMs?: number
}

export interface TaskOptions {
  readonly signal?: AbortSignal | undefined
  /** Called when the thread gets the task. */
  readonly onStart?: () => void
}

export interface TaskThread {
  /**
   * The task's result, as the thread answered it. Tasks run one after the other, in the order they came.
   * @throws WeirError the task's own fault, `rpc.cancelled`, or `internal.unexpected` when the thread broke.
   */
  run(task: unknown, options?: TaskOptions): Promise<unknown>
  /** Ends the thread; everything under way or waiting is cancelled. */
  close(): Promise<void>
}

interface Waiting {
  readonly id: number
  readonly task: unknown
  readonly onStart: (() => void) | undefined
  settle(outcome: Outcome): void
}

type Outcome = { readonly result: unknown } | { readonly error: WeirError }

/** Node's own choice is 48 MB: more memory at the peak, and no time saved. */
const youngGenerationMb = 16

/** A worker thread that does one task at a time. It is started when there is something to do, and again after it broke. */
export function createTaskThread(options: TaskThreadOptions): TaskThread {
  const { logger } = options
  const queue: Waiting[] = []
  let thread: Worker | undefined
  let ended: Promise<unknown> = Promise.resolve()
  let running: Waiting | undefined
  let tasks = 0
  let closed = false
  let limit: NodeJS.Timeout | undefined
  let idle: NodeJS.Timeout | undefined

  function start(): Worker {
    const worker = new Worker(options.entry, {
      workerData: options.workerData,
      resourceLimits: { maxYoungGenerationSizeMb: youngGenerationMb },
    })
    worker.on('message', (message: FromTaskThread) => {
      if (thread === worker && running?.id === message.id) receive(message, running)
    })
    worker.on('error', error => {
      if (thread === worker) replace(unexpected(error.stack ?? error.message))
    })
    worker.on('exit', code => {
      if (thread === worker) replace(unexpected(`The thread ended with code ${code}`))
    })
    return worker
  }

  function receive(message: FromTaskThread, { id }: Waiting): void {
    switch (message.type) {
      case 'done':
        finish({ result: message.result })
        break
      case 'failed':
        finish({ error: WeirError.fromFault(message.fault) })
        break
      case 'broken':
        finish({ error: unexpected(message.error) })
        break
      case 'unbounded':
        clearTimeout(limit)
        if (message.underWay && options.unboundedMs !== undefined)
          limit = setTimeout(() => replaceDuring(id, tooSlow()), options.unboundedMs)
    }
  }

  function unexpected(error: string): WeirError {
    const reportId = randomUUID()
    if (running) logger.error('A task of a worker thread failed', { entry: options.entry.pathname, reportId, error })
    return new WeirError('internal.unexpected', {
      hint: 'Something went wrong inside Weir. Try again; if it persists, report it with this id.',
      details: { reportId },
    })
  }

  function finish(outcome: Outcome): void {
    clearTimeout(limit)
    const done = running
    running = undefined
    done?.settle(outcome)
    next()
  }

  function next(): void {
    if (running || closed) return
    clearTimeout(idle)
    running = queue.shift()
    if (running) {
      thread ??= start()
      running.onStart?.()
      thread.postMessage({ id: running.id, task: running.task } satisfies TaskMessage)
    } else if (thread && options.idleMs !== undefined) {
      idle = setTimeout(() => void end(), options.idleMs)
      idle.unref()
    }
  }

  /** Ends the thread; resolves when it and those ended before it are gone. */
  function end(): Promise<unknown> {
    ended = Promise.all([ended, thread?.terminate()])
    thread = undefined
    return ended
  }

  function replace(error: WeirError): void {
    void end()
    finish({ error })
  }

  function replaceDuring(id: number, error: WeirError): void {
    if (running?.id === id) replace(error)
  }

  function abort(id: number): void {
    if (running?.id === id) {
      running.settle({ error: cancelled() })
      setTimeout(() => replaceDuring(id, cancelled()), options.abandonAfterMs).unref()
      return
    }
    const place = queue.findIndex(waiting => waiting.id === id)
    const [dropped] = place < 0 ? [] : queue.splice(place, 1)
    dropped?.settle({ error: cancelled() })
  }

  return {
    run(task, { signal, onStart } = {}) {
      if (closed || signal?.aborted) return Promise.reject(cancelled())
      const id = ++tasks
      const { promise, resolve, reject } = Promise.withResolvers<unknown>()
      const onAbort = () => abort(id)
      signal?.addEventListener('abort', onAbort, { once: true })
      const settle = (outcome: Outcome) => {
        signal?.removeEventListener('abort', onAbort)
        if ('error' in outcome) reject(outcome.error)
        else resolve(outcome.result)
      }
      queue.push({ id, task, onStart, settle })
      next()
      return promise
    },
    async close() {
      closed = true
      clearTimeout(idle)
      for (const waiting of queue.splice(0)) waiting.settle({ error: cancelled() })
      const gone = end()
      finish({ error: cancelled() })
      await gone
    },
  }
}

const cancelled = () => new WeirError('rpc.cancelled', { hint: 'The request was cancelled.' })

const tooSlow = () =>
  new WeirError('settings.invalid', {
    hint: 'This pattern takes too long on what it was tried on. Use a simpler one, without nested repetitions.',
    fields: [{ path: 'pattern', message: 'Takes too long' }],
  })
