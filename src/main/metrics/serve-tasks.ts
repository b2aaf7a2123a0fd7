import { parentPort } from 'node:worker_threads'
import { WeirError } from '../../shared/contract/weir-error.ts'
import { storeFault } from '../store/faults.ts'
import type { FromTaskThread, TaskMessage } from './task-messages.ts'

/** Runs something that may take for ever, while the other side watches the time. */
export type Unbounded = <Result>(work: () => Result) => Result

/** Answers the tasks of a task thread, in that thread. The other side sends the next one after the answer to the last. */
export function serveTasks<Task>(perform: (task: Task, unbounded: Unbounded) => unknown): void {
  const send = (message: FromTaskThread) => parentPort?.postMessage(message)

  const answer = async ({ id, task }: TaskMessage) => {
    const unbounded: Unbounded = work => {
      send({ type: 'unbounded', id, underWay: true })
      const result = work()
      send({ type: 'unbounded', id, underWay: false })
      return result
    }
    try {
      send({ type: 'done', id, result: await perform(task as Task, unbounded) })
    } catch (error) {
      const fault = error instanceof WeirError ? error : storeFault(error)
      if (fault) send({ type: 'failed', id, fault: fault.toFault() })
      else send({ type: 'broken', id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
    }
  }
  parentPort?.on('message', (message: TaskMessage) => void answer(message))
}
