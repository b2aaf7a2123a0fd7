import { WeirError } from '../../shared/contract/weir-error.ts'

/** What ends a run that was force-stopped. */
const stopped = () => new WeirError('run.stopped', { hint: 'The run was stopped.' })

/**
 * The promise's own outcome, or at once on abort, whatever the promise does.
 * @throws WeirError `run.stopped` on abort.
 */
export function orAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(stopped())
    if (signal.aborted) onAbort()
    signal.addEventListener('abort', onAbort, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}
