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
  { script: 'pages', pages: 9, holdAt: 1 },
  { script: 'hold' },
  { script: 'fail' },
  { script: 'exit' },
]
/** A job by its number, or the first one in that state: a random number alone would seldom meet a running one. */
type Target = number | 'RUNNING' | 'PAUSED'
type Action =
  | {
      readonly type: 'request'
      readonly request: (typeof requests)[number]
      readonly on: Target
      readonly wait: boolean
    }
  /** Lets the running job get to work, or do as it was told. */
  | { readonly type: 'meanwhile' }
  | { readonly type: 'restart' }

const anyJob = fc.constantFrom<Target[]>(0, 1, 2)
const ask = (weight: number, request: fc.Arbitrary<(typeof requests)[number]>, on: fc.Arbitrary<Target>) => ({
  weight,
  arbitrary: fc.record({ type: fc.constant('request'), request, on, wait: fc.boolean() }),
})
/** Weighed so that jobs come far; the rest is anything at all. */
const action: fc.Arbitrary<Action> = fc.oneof(
  ask(5, fc.constant('runNow'), anyJob),
  ask(3, fc.constant('pause'), fc.constant('RUNNING')),
  ask(3, fc.constant('resume'), fc.constant('PAUSED')),
  ask(1, fc.constant('forceStop'), fc.constantFrom<Target[]>('RUNNING', 'PAUSED')),
  ask(5, fc.constantFrom(...requests), anyJob),
  { weight: 6, arbitrary: fc.record({ type: fc.constant('meanwhile') }) },
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
  if (next.type === 'meanwhile') {
    const told = lab.pushed(({ event }) => event === 'progress_update' || event === 'job_status')
    const running = (await lab.orchestrator.list()).find(job => job.state === 'RUNNING')
    if (running && (running.progress === null || running.intent !== 'none')) await told
    return
  }
  const { on } = next
  const byState = async (state: JobState) => (await lab.orchestrator.list()).find(job => job.state === state)?.id
  const jobId = typeof on === 'number' ? jobs[on] : await byState(on)
  if (jobId === undefined) return
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
    fc.array(action, { minLength: 20, maxLength: 50 }),
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
}, 60_000)
