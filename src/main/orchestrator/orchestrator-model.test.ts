import type { Worker } from 'node:worker_threads'
import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { legalMoves } from '../../../test/support/legal-moves.ts'
import { type OrchestratorLab, openLab } from '../../../test/support/orchestrator-lab.ts'
import type { Script } from '../../../test/support/scripted-thread.ts'
import { WeirError } from '../../shared/contract/weir-error.ts'
import type { JobId } from '../../shared/model/ids.ts'
import type { JobState } from '../../shared/model/job.ts'

const requests = ['runNow', 'pause', 'resume', 'forceStop', 'dequeue'] as const
const scripts: Script[] = [
  { script: 'pages', pages: 3 },
  { script: 'pages', pages: 6, holdAt: 3 },
  { script: 'hold' },
  { script: 'fail' },
  { script: 'exit' },
]
type Action =
  | {
      readonly type: 'request'
      readonly request: (typeof requests)[number]
      readonly job: number
      readonly wait: boolean
    }
  | { readonly type: 'turns'; readonly count: number }
  | { readonly type: 'restart' }

const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      type: fc.constant('request'),
      request: fc.constantFrom(...requests),
      job: fc.nat(2),
      wait: fc.boolean(),
    }),
  },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('turns'), count: fc.integer({ min: 1, max: 200 }) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('restart') }) },
)

/** Counts the threads alive in this process, and the most there ever were at once. */
function countThreads() {
  const count = { alive: 0, most: 0 }
  const onWorker = (worker: Worker) => {
    count.alive++
    count.most = Math.max(count.most, count.alive)
    worker.once('exit', () => count.alive--)
  }
  process.on('worker', onWorker)
  return { count, end: () => process.off('worker', onWorker) }
}

async function act(lab: OrchestratorLab, jobs: readonly JobId[], next: Action): Promise<void> {
  if (next.type === 'restart') {
    await lab.orchestrator.stop({ graceMs: 0 })
    await lab.restart()
    return
  }
  if (next.type === 'turns') {
    for (let turn = 0; turn < next.count; turn++) await new Promise(resolve => setImmediate(resolve))
    return
  }
  const jobId = jobs[next.job]
  if (jobId === undefined) throw new Error('no such job')
  const answer = lab.orchestrator[next.request](jobId).catch((error: unknown) => {
    if (!(error instanceof WeirError) || error.code !== 'job.conflict') throw error
  })
  if (next.wait) await answer
}

/** The states a job was pushed in, one after the other. */
const statesOf = (lab: OrchestratorLab, jobId: JobId): JobState[] =>
  lab.pushes.flatMap(push => (push.event === 'job_status' && push.data.id === jobId ? [push.data.state] : []))

/** One query, so that it sees one moment. */
async function checkStore(lab: OrchestratorLab): Promise<void> {
  const jobs = await lab.store.readonly
    .selectFrom('jobs')
    .select(['state', 'intent', 'queue_order'])
    .select(
      sql<string | null>`(
        select group_concat(outcome) from runs where job_id = jobs.id and outcome in ('running', 'paused')
      )`.as('open_runs'),
    )
    .execute()
  expect(jobs.filter(job => job.state === 'RUNNING').length).toBeLessThanOrEqual(1)
  for (const job of jobs) {
    expect(job.open_runs).toBe(job.state === 'RUNNING' ? 'running' : job.state === 'PAUSED' ? 'paused' : null)
    if (job.intent !== 'none') expect(job.state).toBe('RUNNING')
    if (job.queue_order !== null) expect(['PENDING', 'PAUSED']).toContain(job.state)
  }
}

test('whatever is asked in whatever order, one thread runs at a time and every job moves as it may', async () => {
  const threads = countThreads()
  const property = fc.asyncProperty(
    fc.array(fc.constantFrom(...scripts), { minLength: 3, maxLength: 3 }),
    fc.array(action, { minLength: 5, maxLength: 40 }),
    async (chosen, actions) => {
      const lab = await openLab()
      try {
        const jobs: JobId[] = []
        for (const [index, script] of chosen.entries()) jobs.push((await lab.addJob(script, `job ${index}`)).jobId)
        for (const next of actions) {
          await act(lab, jobs, next)
          await checkStore(lab)
        }
        await lab.orchestrator.stop({ graceMs: 0 })
        await checkStore(lab)
        expect(threads.count.alive).toBe(0)
        for (const jobId of jobs) {
          let before: JobState = 'PENDING'
          for (const state of statesOf(lab, jobId)) {
            if (state !== before) expect(legalMoves[before]).toContain(state)
            before = state
          }
        }
        expect(lab.log.filter(line => line.level === 'error' && !line.message.includes('broke down'))).toEqual([])
      } finally {
        await lab.close()
      }
    },
  )
  await fc.assert(property, { numRuns: 40, interruptAfterTimeLimit: 15_000, markInterruptAsFailure: false })
  threads.end()
  expect(threads.count.most).toBe(1)
})
