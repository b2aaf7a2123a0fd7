import fc from 'fast-check'
import { expect, test } from 'vitest'
import { legalMoves } from '../../../test/support/legal-moves.ts'
import { JobId } from '../../shared/model/ids.ts'
import { type JobEvent, type JobStatus, type ThreadEnd, transition } from './job-state.ts'
import { lastPlace, next } from './queue.ts'

const fresh: JobStatus = { state: 'PENDING', intent: 'none', queued: null, fault: null }
const fault = { code: 'remote.unreachable', hint: 'Check the network.', details: {} } as const
const running: JobStatus = { ...fresh, state: 'RUNNING' }
const paused: JobStatus = { ...fresh, state: 'PAUSED' }

const ends: ThreadEnd[] = [
  { outcome: 'finished' },
  { outcome: 'paused' },
  { outcome: 'stopped' },
  { outcome: 'failed', fault },
]
const userEvents: JobEvent[] = [
  { type: 'runRequested', trigger: 'manual' },
  { type: 'runRequested', trigger: 'schedule' },
  { type: 'runRequested', trigger: 'retry' },
  { type: 'pauseRequested' },
  { type: 'resumeRequested' },
  { type: 'forceStopRequested' },
  { type: 'dequeued' },
]
const allEvents: JobEvent[] = [
  ...userEvents,
  { type: 'started' },
  { type: 'interrupted' },
  ...ends.map(end => ({ type: 'ended', end }) as const),
]

/** The job after the events; refused ones leave it as it is. */
const after = (job: JobStatus, ...events: JobEvent[]): JobStatus =>
  events.reduce((current, event) => {
    const result = transition(current, event)
    return result.type === 'moved' ? result.job : current
  }, job)

const hintOf = (job: JobStatus, event: JobEvent) => {
  const result = transition(job, event)
  return result.type === 'refused' ? result.hint : null
}

const anyEvents = fc.array(fc.constantFrom(...allEvents), { maxLength: 60 })

test('no sequence of events makes a move that is not allowed, nor a PAUSED job FINISHED or PENDING', () => {
  fc.assert(
    fc.property(anyEvents, events => {
      let job = fresh
      for (const event of events) {
        const moved = after(job, event)
        if (moved.state !== job.state) expect(legalMoves[job.state]).toContain(moved.state)
        if (job.state === 'PAUSED' && moved.state === 'FAILED') expect(event.type).toBe('forceStopRequested')
        job = moved
      }
    }),
    { numRuns: 2_000 },
  )
})

test('after any sequence only a running job has an intent, only PENDING and PAUSED ones wait, only FAILED ones have a fault', () => {
  fc.assert(
    fc.property(anyEvents, events => {
      const job = after(fresh, ...events)
      if (job.intent !== 'none') expect(job.state).toBe('RUNNING')
      if (job.queued !== null) expect(['PENDING', 'PAUSED']).toContain(job.state)
      expect(job.fault !== null).toBe(job.state === 'FAILED')
    }),
    { numRuns: 2_000 },
  )
})

test('what the user asks for twice in a row changes nothing the second time', () => {
  fc.assert(
    fc.property(anyEvents, fc.constantFrom(...userEvents), (events, event) => {
      const once = transition(after(fresh, ...events), event)
      if (once.type === 'refused') return
      expect(transition(once.job, event)).toEqual({ type: 'moved', job: once.job, effects: [] })
    }),
    { numRuns: 2_000 },
  )
})

test('runs begin and end in pairs: one at a time, and none goes on that was not paused', () => {
  fc.assert(
    fc.property(anyEvents, events => {
      let run: 'none' | 'running' | 'paused' = 'none'
      let job = fresh
      for (const event of events) {
        const result = transition(job, event)
        if (result.type === 'refused') continue
        job = result.job
        for (const effect of result.effects) {
          if (effect.type === 'startRun') {
            expect(run).toBe('none')
            run = 'running'
          }
          if (effect.type === 'continueRun') {
            expect(run).toBe('paused')
            run = 'running'
          }
          if (effect.type === 'endRun') {
            expect(run).not.toBe('none')
            run = effect.outcome === 'paused' ? 'paused' : 'none'
          }
        }
        expect(run === 'running').toBe(job.state === 'RUNNING')
        expect(run === 'paused').toBe(job.state === 'PAUSED')
      }
    }),
    { numRuns: 2_000 },
  )
})

test('several jobs in one lane: never do two run at once, whatever happens in whatever order', () => {
  const step = fc.record({ job: fc.nat(3), event: fc.constantFrom(...allEvents) })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 120 }), steps => {
      const jobs = [1, 2, 3, 4].map(id => ({ jobId: JobId.parse(id), status: fresh, place: 0 }))
      const queue = () => jobs.filter(({ status }) => status.queued !== null)
      for (const { job: index, event } of steps) {
        const lane = jobs.find(({ status }) => status.state === 'RUNNING')?.jobId ?? null
        const job = event.type === 'started' ? next(queue(), lane) : jobs[index]
        if (!job) continue
        const behindAll = lastPlace(queue())
        const waited = job.status.queued !== null
        job.status = after(job.status, event)
        if (!waited && job.status.queued !== null) job.place = behindAll
        expect(jobs.filter(({ status }) => status.state === 'RUNNING').length).toBeLessThanOrEqual(1)
      }
    }),
    { numRuns: 1_000 },
  )
})

test('a job that finishes while it was to pause has finished', () => {
  expect(after(running, { type: 'pauseRequested' }, { type: 'ended', end: { outcome: 'finished' } })).toEqual({
    ...fresh,
    state: 'FINISHED',
  })
})

test.each(ends)('a job the user is stopping is FAILED with run.stopped, however its thread ends', end => {
  expect(after(running, { type: 'forceStopRequested' }, { type: 'ended', end })).toMatchObject({
    state: 'FAILED',
    fault: { code: 'run.stopped' },
  })
})

test('a thread that ended at a checkpoint leaves a PAUSED job only if the user has asked for that', () => {
  const end: JobEvent = { type: 'ended', end: { outcome: 'paused' } }
  expect(after(running, { type: 'pauseRequested' }, end)).toMatchObject({ state: 'PAUSED', fault: null })
  expect(after(running, end)).toMatchObject({ state: 'FAILED', fault: { code: 'run.interrupted' } })
})

test('while a job is being stopped its other controls are refused', () => {
  const stopping = after(running, { type: 'forceStopRequested' })
  const refused = userEvents.filter(event => hintOf(stopping, event) !== null).map(event => event.type)
  expect(new Set(refused)).toEqual(new Set(['runRequested', 'pauseRequested', 'resumeRequested', 'dequeued']))
})

test('pausing or dequeuing a job that waits takes it out of the queue and leaves its state', () => {
  const waiting = after(fresh, { type: 'runRequested', trigger: 'manual' })
  const resuming = after(paused, { type: 'resumeRequested' })
  for (const event of [{ type: 'pauseRequested' }, { type: 'dequeued' }] as const) {
    expect(after(waiting, event)).toEqual(fresh)
    expect(after(resuming, event)).toEqual(paused)
  }
})

test('a force stop closes a paused run', () => {
  expect(transition(paused, { type: 'forceStopRequested' })).toMatchObject({
    job: { state: 'FAILED', fault: { code: 'run.stopped' } },
    effects: [{ type: 'endRun', outcome: 'stopped' }],
  })
})

test('a run asked for a paused job is refused: resume or force stop is what it needs', () => {
  expect(hintOf(paused, { type: 'runRequested', trigger: 'schedule' })).toContain('paused')
})

test('an interruption ends what ran and leaves paused and waiting jobs alone', () => {
  expect(after(running, { type: 'interrupted' })).toMatchObject({ state: 'FAILED', fault: { code: 'run.interrupted' } })
  const waiting = after(fresh, { type: 'runRequested', trigger: 'manual' })
  for (const job of [paused, waiting, fresh]) expect(after(job, { type: 'interrupted' })).toEqual(job)
})
