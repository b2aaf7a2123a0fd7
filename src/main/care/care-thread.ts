import { randomUUID } from 'node:crypto'
import { Worker } from 'node:worker_threads'
import { WeirError } from '../../shared/contract/weir-error.ts'
import type { Logger } from '../ports.ts'
import type { FromCareThread, Operation } from './operations.ts'

export interface CareThreadOptions {
  readonly entry: URL
  readonly logger: Logger
  readonly signal: AbortSignal
  readonly onProgress: (fraction: number) => void
}

/**
 * Runs one operation in a thread of its own; the thread is gone when this settles.
 * @throws WeirError the operation's own fault, `rpc.cancelled` when it was aborted, `internal.unexpected`.
 */
export async function runInThread(operation: Operation, options: CareThreadOptions): Promise<void> {
  const { entry, logger, signal, onProgress } = options
  if (signal.aborted) throw cancelled()
  const worker = new Worker(entry, { workerData: operation })
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const broken = (error: string) => {
    const reportId = randomUUID()
    logger.error('Work on the database failed unexpectedly', { operation: operation.type, reportId, error })
    const hint = 'Something went wrong inside Weir. Try again; if it persists, report it with this id.'
    reject(new WeirError('internal.unexpected', { hint, details: { reportId } }))
  }
  const onAbort = () => reject(cancelled())
  signal.addEventListener('abort', onAbort, { once: true })
  worker.on('message', (message: FromCareThread) => {
    if (message.type === 'progress') onProgress(message.fraction)
    if (message.type === 'done') resolve()
    if (message.type === 'failed') reject(WeirError.fromFault(message.fault))
    if (message.type === 'broken') broken(message.error)
  })
  worker.on('error', error => broken(error.stack ?? error.message))
  const onExit = (code: number) => broken(`The thread ended with code ${code}`)
  worker.on('exit', onExit)
  try {
    await promise
  } finally {
    signal.removeEventListener('abort', onAbort)
    worker.off('exit', onExit)
    await worker.terminate()
  }
}

const cancelled = () => new WeirError('rpc.cancelled', { hint: 'It was cancelled; nothing was left behind.' })
