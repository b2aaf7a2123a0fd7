import type { Orchestrator } from '../orchestrator/orchestrator.ts'
import type { HandlersOf } from './dispatch.ts'

type JobMethods =
  | 'jobs.list'
  | 'jobs.get'
  | 'jobs.runNow'
  | 'jobs.pause'
  | 'jobs.resume'
  | 'jobs.forceStop'
  | 'jobs.dequeue'
  | 'jobs.moveInQueue'
  | 'jobs.emptyQueue'
  | 'jobs.pauseAll'
  | 'jobs.resumeAll'
  | 'orchestrator.status'
  | 'orchestrator.runAll'

export function jobHandlers(orchestrator: Orchestrator): HandlersOf<JobMethods> {
  return {
    'jobs.list': () => orchestrator.list(),
    'jobs.get': ({ jobId }) => orchestrator.get(jobId),
    'jobs.runNow': ({ jobId }) => orchestrator.runNow(jobId),
    'jobs.pause': ({ jobId }) => orchestrator.pause(jobId),
    'jobs.resume': ({ jobId }) => orchestrator.resume(jobId),
    'jobs.forceStop': ({ jobId }) => orchestrator.forceStop(jobId),
    'jobs.dequeue': ({ jobId }) => orchestrator.dequeue(jobId),
    'jobs.moveInQueue': ({ jobId, position }) => orchestrator.moveInQueue(jobId, position),
    'jobs.emptyQueue': () => orchestrator.emptyQueue(),
    'jobs.pauseAll': () => orchestrator.pauseAll(),
    'jobs.resumeAll': () => orchestrator.resumeAll(),
    'orchestrator.status': () => orchestrator.status(),
    'orchestrator.runAll': () => orchestrator.runAll(),
  }
}
