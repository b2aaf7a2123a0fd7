import { expect, test } from 'vitest'
import { FlowFilter } from '../../../shared/model/flow-filter.ts'
import { ForecastQuestion } from '../../../shared/model/flow-forecast.ts'
import { AgeingQuestion, CycleTimeQuestion } from '../../../shared/model/flow-metrics.ts'
import { answerAgeing } from './answer-ageing.ts'
import { answerCumulative, answerWip } from './answer-cumulative.ts'
import { answerCycleTime } from './answer-cycle-time.ts'
import { answerForecast } from './answer-forecast.ts'
import { answerSteps } from './answer-steps.ts'
import { answerThroughput } from './answer-throughput.ts'
import { backlog, day, develop, done, on, review, unmapped, type Way } from './testing/snapshot.ts'
import { viewOf } from './testing/view.ts'

const filter = FlowFilter.parse({ from: on(0), to: on(28), bucket: 'week', timeZone: 'UTC' })
const asked = (of: 'cycle' | 'lead' = 'cycle') => CycleTimeQuestion.parse({ filter, of })
const item = (created: number, started: number, finished: number): Way => [
  [backlog, on(created)],
  [develop, on(started)],
  [done, on(finished)],
]

test('each question without data names the input that is missing, and none answers 0 or NaN for it', () => {
  const none = viewOf([])
  const open = viewOf([[[backlog, on(1)]]])
  expect(answerCycleTime(none, asked())).toMatchObject({ noData: 'no_issues', cycle: { medianMs: null } })
  expect(answerCycleTime({ ...open, selected: new Int32Array() }, asked()).noData).toBe('no_issues_in_filter')
  expect(answerCycleTime(open, asked())).toMatchObject({ noData: 'none_finished_in_period', histogram: [] })
  expect(
    answerCycleTime(
      viewOf([
        [
          [backlog, on(1)],
          [done, on(2)],
        ],
      ]),
      asked(),
    ),
  ).toMatchObject({
    noData: 'none_with_start',
    lead: { medianMs: day },
  })
  expect(answerThroughput(open, filter)).toMatchObject({
    noData: 'none_finished_in_period',
    previous: { medianPerWeek: null },
  })
  expect(answerSteps(open, filter)).toMatchObject({ noData: 'none_finished_in_period', efficiency: { median: null } })
  expect(answerAgeing(open, AgeingQuestion.parse({ filter }), on(9))).toMatchObject({
    noData: 'none_in_progress',
    age: { medianMs: null },
  })
  expect(answerCumulative(open, filter, on(-1)).noData).toBe('period_not_begun')
  expect(answerForecast(open, ForecastQuestion.parse({ filter, by: '2026-04-01' }), on(27))).toMatchObject({
    noData: 'none_finished_in_sample',
    howMany: { items: null },
    when: { day: null },
  })
})

// Two whole weeks in Berlin, whose clocks go forward on 29 March; nine were done in the two before, one in the first hour of them.
test('the period before begins at midnight across a change of the clocks', () => {
  const berlin = FlowFilter.parse({
    from: Date.parse('2026-03-22T23:00Z'),
    to: Date.parse('2026-04-05T22:00Z'),
    bucket: 'week',
    timeZone: 'Europe/Berlin',
  })
  const begin = (Date.parse('2026-03-08T23:00Z') - on(0)) / day
  const done = [0, ...Array.from({ length: 8 }, (_, i) => 1 + i)]
  const { previous } = answerThroughput(viewOf(done.map(days => item(-30, -20, begin + days))), berlin)
  expect(previous).toMatchObject({ finished: 9, medianPerWeek: 4.5 })
})

// In an unmapped status and opened again only after day 5.
test('on a past day the findings are those that were known then', () => {
  const view = viewOf([
    [
      [develop, on(0)],
      [done, on(3)],
      [unmapped, on(6)],
    ],
  ])
  const told = (at: number) => answerAgeing(view, AgeingQuestion.parse({ filter, at: on(at) }), on(9)).findings
  expect([told(5), told(9)]).toMatchObject([
    { unmapped: 0, reopened: 0 },
    { unmapped: 1, reopened: 1 },
  ])
})

test('cycle time is compared with the equally long period before', () => {
  const answer = answerCycleTime(viewOf([item(-20, -18, -10), item(0, 2, 4)]), asked())
  expect(answer.previous).toMatchObject({ from: on(-28), to: on(0), cycle: { medianMs: 8 * day, items: 1 } })
  expect(answer.buckets).toHaveLength(4)
})

// Weeks of the first four Mondays: 2, 0, 1, 0 done. The week before any item existed does not count.
test('the median throughput is over whole weeks since the first item', () => {
  const view = viewOf([item(1, 1, 2), item(1, 2, 6.9), item(8, 9, 15)])
  const answer = answerThroughput(view, { ...filter, from: on(-14) })
  expect(answer).toMatchObject({ finished: 3, wholeWeeks: 4, medianPerWeek: 0.5 })
  expect(answer.buckets.map(({ items }) => items)).toEqual([0, 0, 2, 0, 1, 0])
})

test('the steps of the flow come in order, with the ones where nothing was', () => {
  const answer = answerSteps(
    viewOf([
      [
        [backlog, on(0)],
        [develop, on(1)],
        [review, on(2)],
        [done, on(5)],
      ],
    ]),
    filter,
  )
  expect(answer.steps.map(({ stepId, items, share }) => [stepId, items, share])).toEqual([
    [backlog, 1, 0],
    [develop, 1, 0.25],
    [review, 1, 0.75],
    [4, 0, 0],
  ])
  expect(answer.efficiency).toMatchObject({ median: 0.25, overall: 0.25 })
})

test('cumulative flow ends with now, and a past ageing chart is as it was then', () => {
  const view = viewOf([item(0, 1, 9), item(0, 2, 5), [[develop, on(4)]]])
  const flow = answerCumulative(view, filter, on(6.5))
  expect(flow.at).toEqual([1, 2, 3, 4, 5, 6, 6.5].map(on))
  expect(flow.steps.find(({ stepId }) => stepId === develop)?.items).toEqual([0, 1, 2, 2, 3, 2, 2])
  expect(answerWip(view, filter, on(6.5)).now).toBe(2)
  const then = answerAgeing(view, AgeingQuestion.parse({ filter, at: on(6) }), on(20))
  expect(then).toMatchObject({ at: on(6), items: 2, finished: { items: 1, medianMs: 3 * day }, olderThanP85: 1 })
  expect(then.dots).toMatchObject({ issueIds: [101, 103], ms: [5 * day, 2 * day], step: [0, 0] })
  expect(answerAgeing(view, AgeingQuestion.parse({ filter, at: on(90) }), on(20)).at).toBe(on(20))
})

// Two done on every day of the 60 before 1 May: certain to be 20 in ten days, and 7 within four.
test('a forecast draws from the days before today, and counts on from tomorrow', () => {
  const ways = Array.from({ length: 120 }, (_, i) => item(0, 0, 0.5 + Math.floor(i / 2)))
  const now = on(60.4)
  const question = ForecastQuestion.parse({ filter, by: '2026-05-11', items: 7 })
  const answer = answerForecast(viewOf(ways), question, now)
  expect(answer.sample).toMatchObject({ from: on(0), to: on(60), days: 60, finished: 120 })
  expect(answer.howMany).toMatchObject({
    days: 10,
    items: { p50: 20, p95: 20 },
    distribution: [{ from: 20, to: 20, trials: 10_000 }],
  })
  expect(answer.when.day).toMatchObject({ p50: '2026-05-05', p85: '2026-05-05' })
  expect(answer.backtest.points.length).toBeGreaterThan(2)
  expect(answer.backtest.held.p85).toBe(answer.backtest.points.length)
  expect(answerForecast(viewOf(ways), { ...question, items: 5_000 }, now).when).toMatchObject({
    day: { p50: null },
    beyond: 10_000,
  })
})
