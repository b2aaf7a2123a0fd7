import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DataSourceId, JobId, RunId } from '../../shared/model/ids.ts'
import { JobProgress } from '../../shared/model/job.ts'
import { planSteps } from './plan.ts'
import { createProgress } from './progress.ts'
import { reading, stream } from './test-support.ts'

const streams = ['commits', 'tags', 'line_stats'].map(name => stream(name, reading([])))
const source = (id: number) => ({ id: DataSourceId.parse(id), externalId: `s${id}`, name: `s${id}` })
const steps = planSteps(streams, [source(1), source(2)], {})

function start() {
  let now = 0
  const sent: JobProgress[] = []
  const ids = { jobId: JobId.parse(1), runId: RunId.parse(1) }
  const send = (one: JobProgress) => void sent.push(one)
  let putOff: (() => void) | null = null
  const after = (_ms: number, callBack: () => void) => {
    putOff = callBack
    return () => {
      putOff = null
    }
  }
  return {
    sent,
    pass(ms: number) {
      now += ms
    },
    /** Lets what was put off be reported, when there is anything. */
    catchUp(ms: number) {
      now += ms
      putOff?.()
    },
    progress: createProgress({ ...ids, steps, now: () => now, send, after }),
  }
}

const page = fc.record({
  ms: fc.integer({ min: 0, max: 500 }),
  records: fc.nat(100),
  total: fc.option(fc.nat(1000), { nil: undefined }),
})

test('the fraction only grows and ends at 1; between steps there are at most four reports a second', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(page, { maxLength: 10 }), { minLength: steps.length, maxLength: steps.length }),
      script => {
        const { sent, pass, progress } = start()
        steps.forEach((step, index) => {
          progress.begin(step)
          for (const { ms, records, total } of script[index] ?? []) {
            pass(ms)
            const before = sent.at(-1)?.at ?? 0
            const count = sent.length
            progress.page({ records, total })
            if (sent.length > count) expect((sent.at(-1)?.at ?? 0) - before).toBeGreaterThanOrEqual(250)
          }
          progress.end(step)
        })
        const fractions = sent.map(one => JobProgress.parse(one).fraction ?? 0)
        expect(fractions).toEqual(fractions.toSorted((a, b) => a - b))
        expect(fractions.at(-1)).toBe(1)
        for (const { done, total } of sent) if (total !== null) expect(done).toBeLessThanOrEqual(total)
      },
    ),
  )
})

test('a page that comes too soon after the last report is reported a little later, not with the next page', () => {
  const { sent, catchUp, progress } = start()
  const [step] = steps
  if (!step) throw new Error('no step')
  progress.begin(step)
  progress.page({ records: 5, total: 10 })
  progress.page({ records: 2 })
  expect(sent.map(one => one.done)).toEqual([0])
  catchUp(250)
  expect(sent.map(one => one.done)).toEqual([0, 7])
  progress.end(step)
  catchUp(250)
  expect(sent.map(one => one.done)).toEqual([0, 7, 7])
})

test('the rate leaves out what was done before a pause, and tells the time that is left', () => {
  const { sent, pass, progress } = start()
  const [step] = steps
  if (!step) throw new Error('no step')
  progress.begin(step)
  progress.page({ records: 0, total: 1000, resumedAt: 500 })
  pass(1000)
  progress.page({ records: 100, total: 1000 })
  expect(sent.at(-1)).toMatchObject({ step: 1, steps: 6, done: 600, total: 1000, ratePerSecond: 100 })
  expect(sent.at(-1)?.remainingMs).toBeGreaterThan(0)
})

test('steps that are passed over count as done', () => {
  const { sent, progress } = start()
  for (const step of steps.slice(0, -1)) progress.skip(step)
  const last = steps.at(-1)
  if (!last) throw new Error('no step')
  progress.begin(last)
  expect(sent.at(-1)?.fraction).toBeCloseTo(1 - 80 / 181)
})
