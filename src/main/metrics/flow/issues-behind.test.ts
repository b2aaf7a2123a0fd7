import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FlowFilter } from '../../../shared/model/flow-filter.ts'
import { ForecastQuestion } from '../../../shared/model/flow-forecast.ts'
import { FlowIssuesWhat } from '../../../shared/model/flow-issues.ts'
import { AgeingQuestion, CycleTimeQuestion, FlowFinding } from '../../../shared/model/flow-metrics.ts'
import { answerAgeing } from './answer-ageing.ts'
import { answerCumulative } from './answer-cumulative.ts'
import { answerCycleTime } from './answer-cycle-time.ts'
import { answerForecast } from './answer-forecast.ts'
import { answerSteps } from './answer-steps.ts'
import { answerThroughput } from './answer-throughput.ts'
import { issuesBehind } from './issues-behind.ts'
import { backlog, day, develop, done, on, review } from './testing/snapshot.ts'
import { viewOf } from './testing/view.ts'

const filter = FlowFilter.parse({ from: on(0), to: on(28), bucket: 'week', timeZone: 'UTC' })

/** Ways through the steps, Unmapped and back again, with an hour's grid so that instants coincide. */
const way = fc
  .array(fc.tuple(fc.constantFrom(0, backlog, develop, review, done), fc.integer({ min: 1, max: 30 * 24 })), {
    minLength: 1,
    maxLength: 8,
  })
  .map(entries => {
    const distinct = entries.filter(([step], i) => i === 0 || entries[i - 1]?.[0] !== step)
    const hours = distinct.map((_, i) => distinct.slice(0, i + 1).reduce((sum, [, gap]) => sum + (gap % 200), -72))
    return distinct.map(([step], i) => [step, on(0) + (hours[i] ?? 0) * 3_600_000 + i] as const)
  })
const flagged = fc
  .array(fc.integer({ min: 0, max: 20 }), { maxLength: 1 })
  .map(days => days.map(d => [on(d), on(d + 2)] as const))
const issues = fc.array(fc.record({ way, flagged }), { minLength: 1, maxLength: 12 })

test('every number and every mark opens just as many issues as it says', () => {
  fc.assert(
    fc.property(
      issues,
      fc.constantFrom('keep', 'restart', 'pause'),
      fc.integer({ min: 1, max: 40 }),
      (issues, backward, today) => {
        const asked = FlowFilter.parse({ ...filter, backward })
        const view = viewOf(issues, asked.backward)
        const now = on(today)
        const opened = (what: object) => issuesBehind(view, asked, FlowIssuesWhat.parse(what), now).issues.length

        const throughput = answerThroughput(view, asked)
        for (const { start, end, items } of throughput.buckets) {
          expect(opened({ kind: 'finished', from: start, to: end })).toBe(items)
        }
        for (const of of ['cycle', 'lead'] as const) {
          const { histogram } = answerCycleTime(view, CycleTimeQuestion.parse({ filter: asked, of }))
          for (const { fromMs, toMs, items } of histogram) {
            expect(
              opened({ kind: 'finished', from: asked.from, to: asked.to, of, ms: { from: fromMs, to: toMs } }),
            ).toBe(items)
          }
        }

        const steps = answerSteps(view, asked)
        for (const { stepId, items } of steps.steps) expect(opened({ kind: 'throughStep', stepId })).toBe(items)
        expect(opened({ kind: 'flagged' })).toBe(steps.flagged.items)
        for (const { fromStepId, toStepId, items } of steps.returns) {
          expect(opened({ kind: 'returned', fromStepId, toStepId })).toBe(items)
        }
        for (const finding of FlowFinding.options)
          expect(opened({ kind: 'finding', finding })).toBe(steps.findings[finding])

        const cumulative = answerCumulative(view, asked, now)
        for (const [i, at] of cumulative.at.entries()) {
          for (const { stepId, items } of cumulative.steps)
            expect(opened({ kind: 'inStep', stepId, at })).toBe(items[i])
        }
      },
    ),
    { numRuns: 60 },
  )
})

test('every dot of the ageing chart opens its items, today and on a past day', () => {
  fc.assert(
    fc.property(issues, fc.integer({ min: 0, max: 40 }), (issues, at) => {
      const view = viewOf(issues)
      const now = on(30)
      const answer = answerAgeing(view, AgeingQuestion.parse({ filter, at: on(at) }), now)
      const opened = (what: object) =>
        issuesBehind(view, filter, FlowIssuesWhat.parse({ kind: 'ageing', at: answer.at, ...what }), now).issues.length
      expect(opened({})).toBe(answer.items)
      for (const { stepId, items } of answer.steps) expect(opened({ stepId })).toBe(items)
      for (const finding of FlowFinding.options) {
        expect(opened({ kind: 'finding', finding, period: answer.period })).toBe(answer.findings[finding])
      }
      for (const ms of new Set(answer.dots.ms)) {
        expect(opened({ ms: { from: ms, to: ms + 1 } })).toBe(
          answer.dots.ms.filter(other => other >= ms && other < ms + 1).length,
        )
      }
    }),
    { numRuns: 60 },
  )
})

test('the findings beside a forecast open what its sample is doubtful by', () => {
  fc.assert(
    fc.property(issues, fc.integer({ min: 1, max: 40 }), (issues, today) => {
      const view = viewOf(issues)
      const question = ForecastQuestion.parse({ filter, by: '2026-05-01', historyDays: 7 })
      const { findings, sample } = answerForecast(view, question, on(today))
      for (const finding of FlowFinding.options) {
        const what = FlowIssuesWhat.parse({ kind: 'finding', finding, period: { from: sample.from, to: sample.to } })
        expect(issuesBehind(view, filter, what, on(today)).issues.length).toBe(findings[finding])
      }
    }),
    { numRuns: 20 },
  )
})

test('chosen issues are those of the filter among them', () => {
  const view = viewOf([[[backlog, on(0)]], [[backlog, on(1)]], [[backlog, on(1) + day]]])
  const opened = (what: object) => [...issuesBehind(view, filter, FlowIssuesWhat.parse(what), on(9)).issues]
  expect(opened({ kind: 'ids', issueIds: [103, 101, 999] })).toEqual([0, 2])
  expect(opened({ kind: 'all' })).toEqual([0, 1, 2])
})
