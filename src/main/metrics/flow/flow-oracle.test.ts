import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FlowStep } from '../../../shared/model/flow.ts'
import { type BackwardRule, FlowFilter } from '../../../shared/model/flow-filter.ts'
import { createTestTracker } from '../testing/issues.ts'
import { createTestWorkspace } from '../testing/workspace.ts'
import { flowMetricQueries } from './flow-metric-queries.ts'
import {
  type Clock,
  dateIn,
  doneAt,
  elapsedClock,
  hourlyClock,
  intervalsOf,
  mondayBefore,
  type PlainStep,
  percentile,
  ranFor,
  startedAt,
} from './testing/plain-flow.ts'

const hour = 3_600_000
const day = 24 * hour
const timeZone = 'Europe/Berlin'
const calendar = {
  days: [1, 2, 3, 4, 5],
  hours: { from: '09:00', to: '17:00' },
  holidays: ['2028-03-01', '2028-04-14'],
}

const steps: readonly PlainStep[] = [
  { name: 'Backlog', category: 'todo', wait: false, statuses: ['To Do', 'Selected'] },
  { name: 'Develop', category: 'in_progress', wait: false, statuses: ['In Progress', 'Doing'] },
  { name: 'Review', category: 'in_progress', wait: true, statuses: ['review'] },
  { name: 'Test', category: 'in_progress', wait: false, statuses: ['Test'] },
  { name: 'Done', category: 'done', wait: false, statuses: ['Done', 'Closed'] },
]
const statuses = ['To Do', 'Selected', 'In Progress', 'Doing', 'Review', 'Test', 'Done', 'Done', 'Closed', 'Limbo']

/** Four whole weeks in Berlin, whose clocks go forward in the last of them, on 26 March 2028; a leap day lies before. */
const from = Date.parse('2028-02-27T23:00Z')
const to = Date.parse('2028-03-26T22:00Z')
/** Mornings of the days in and around it, and midnights of Berlin: many things happen at the same moment. */
const moments = Array.from({ length: 75 }, (_, i) => [from + (i - 20) * day, from + (i - 20) * day + 9 * hour]).flat()

const issue = fc
  .tuple(
    fc.uniqueArray(fc.integer({ min: 0, max: moments.length - 1 }), { minLength: 1, maxLength: 7 }),
    fc.array(fc.constantFrom(...statuses), { minLength: 9, maxLength: 9 }),
    fc.array(fc.boolean(), { minLength: 9, maxLength: 9 }),
    fc.option(fc.tuple(fc.nat(moments.length - 1), fc.nat(20)), { freq: 3 }),
  )
  .map(([places, names, again, flag]) => {
    const times = places
      .sort((a, b) => a - b)
      .flatMap((place, i) => {
        const at = moments[place] ?? 0
        return again[i] ? [at, at] : [at]
      })
    const way = times.map((at, i) => [names[i % names.length] ?? 'To Do', at] as const)
    const created = way[0]?.[1] ?? 0
    const flagged = flag ? [[Math.max(created, moments[flag[0]] ?? 0), null] as const] : []
    return { way: way.filter(([name], i) => name !== way[i - 1]?.[0]), flagged }
  })

type Issue = typeof issue extends fc.Arbitrary<infer Each> ? Each : never

async function workspaceOf(issues: readonly Issue[]) {
  const { db } = await createTestWorkspace()
  const tracker = createTestTracker(db)
  for (const { way, flagged } of issues) tracker.issue({ way, flagged })
  tracker.remove(tracker.issue({ way: [['Done', from + hour]] }))
  tracker.issue({ way: [['In Progress', from + hour]], type: 'Epic' })
  const flow = {
    id: 1,
    name: 'Delivery',
    steps: steps.map(({ name, category, wait }, i) => ({ id: i + 1, name, category, wait, color: 'blue' })),
    mappings: steps.flatMap(({ statuses }, i) => statuses.map(status => ({ status, stepId: i + 1 }))),
  }
  tracker.save({
    flows: [flow],
    issueTypes: [
      { issueType: 'story', flowId: 1 },
      { issueType: 'Epic', flowId: null },
    ],
  })
  await tracker.derive()
  return db
}

const nameOf = (flowSteps: readonly FlowStep[], stepId: number | null) =>
  flowSteps.find(({ id }) => id === stepId)?.name ?? 'Unmapped'
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
const spread = (values: readonly number[]) => ({
  medianMs: percentile(values, 0.5),
  p70Ms: percentile(values, 0.7),
  p85Ms: percentile(values, 0.85),
  p95Ms: percentile(values, 0.95),
  items: values.length,
})
/** To the millisecond: what is interpolated is rounded. */
const rounded = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (_, each) => (typeof each === 'number' ? Number(each.toPrecision(12)) : each)))

interface By {
  readonly rule: BackwardRule
  readonly clock: Clock
  readonly asOf?: number
}

/** The issues done in a period, each with what is measured of it. */
function finished(issues: readonly Issue[], { rule, clock, asOf }: By, period: { from: number; to: number }) {
  return issues.flatMap(({ way, flagged }) => {
    const intervals = intervalsOf(way, steps, asOf)
    const done = doneAt(intervals)
    if (done === null || done < period.from || done >= period.to) return []
    const started = startedAt(intervals, rule)
    const cycle = ranFor(intervals, { rule, clock, until: done })
    const flaggedMs = sum(
      flagged.flatMap(([since]) => {
        const begin = Math.max(since, started ?? Number.POSITIVE_INFINITY)
        return begin < done ? clock(begin, done) : []
      }),
    )
    return { intervals, done, started, cycle, lead: clock(way[0]?.[1] ?? 0, done), flaggedMs }
  })
}

const numbers = (values: readonly (number | null)[]) => values.filter(value => value !== null)
const samples = fc.sample(fc.array(issue, { minLength: 1, maxLength: 60 }), { numRuns: 8, seed: 20_280_229 })

test.each(samples.map((issues, i) => ({ i, issues })))(
  'flow $i: every figure is that of a second, plain computation',
  async ({ issues }) => {
    const db = await workspaceOf(issues)
    for (const rule of ['keep', 'restart', 'pause'] as const) {
      for (const name of ['elapsed', 'working'] as const) {
        const clock = name === 'elapsed' ? elapsedClock : hourlyClock(calendar, timeZone)
        const filter = FlowFilter.parse({ from, to, bucket: 'week', timeZone, clock: name, backward: rule })
        const now = from + 60 * day
        const by = { rule, clock }
        const items = finished(issues, by, { from, to })
        const before = finished(issues, by, { from: Date.parse('2028-01-30T23:00Z'), to: from })

        const time = flowMetricQueries.flowCycleTime(db, { question: { filter, of: 'cycle' }, calendar })
        expect(rounded({ cycle: time.cycle, lead: time.lead, previous: time.previous.cycle })).toEqual(
          rounded({
            cycle: spread(numbers(items.map(({ cycle }) => cycle))),
            lead: spread(items.map(({ lead }) => lead)),
            previous: spread(numbers(before.map(({ cycle }) => cycle))),
          }),
        )
        const throughput = flowMetricQueries.flowThroughput(db, { question: filter, calendar })
        const perWeek = throughput.buckets.map(({ start }) => {
          const monday = dateIn(start, timeZone)
          expect(mondayBefore(monday)).toBe(monday)
          return items.filter(({ done }) => mondayBefore(dateIn(done, timeZone)) === monday).length
        })
        expect(throughput.buckets.map(bucket => bucket.items)).toEqual(perWeek)
        const firstAt = Math.min(...issues.map(({ way }) => way[0]?.[1] ?? 0))
        const lived = throughput.buckets.flatMap(({ end }, i) => (end > firstAt ? (perWeek[i] ?? 0) : []))
        expect(throughput).toMatchObject({
          finished: items.length,
          medianPerWeek: percentile(lived, 0.5),
          wholeWeeks: lived.length,
          previous: { finished: before.length },
        })

        const where = flowMetricQueries.flowSteps(db, { question: filter, calendar })
        for (const { stepId, ...told } of where.steps) {
          const step = nameOf(where.flowSteps, stepId)
          const visits = items.flatMap(({ intervals, done, started }) => {
            const own = intervals.filter(each => each.step === step && each.from < done)
            if (own.length === 0) return []
            const inside = (since: number) =>
              sum(own.map(each => clock(Math.max(each.from, since), Math.max(each.from, since, each.to ?? done))))
            return { all: inside(0), running: started === null ? 0 : inside(started) }
          })
          expect(rounded({ step, ...told, share: null })).toEqual(
            rounded({
              step,
              items: visits.length,
              medianMs: percentile(
                visits.map(({ all }) => all),
                0.5,
              ),
              p85Ms: percentile(
                visits.map(({ all }) => all),
                0.85,
              ),
              totalMs: sum(visits.map(({ running }) => running)),
              share: null,
            }),
          )
        }
        const shares = items.flatMap(({ intervals, done, started, cycle }) => {
          if (!cycle || started === null) return []
          const active = intervals.filter(
            ({ step, category }) => category === 'in_progress' && !steps.find(({ name }) => name === step)?.wait,
          )
          const ms = active.filter(each => (each.to ?? done) > started && each.from < done)
          return sum(ms.map(each => clock(Math.max(each.from, started), each.to ?? done))) / cycle
        })
        expect(rounded([where.efficiency.median, where.efficiency.items])).toEqual(
          rounded([percentile(shares, 0.5), shares.length]),
        )
        const flagged = items.map(({ flaggedMs }) => flaggedMs).filter(ms => ms > 0)
        expect(where.flagged).toMatchObject({ items: flagged.length, totalMs: sum(flagged) })

        const inStep = flowMetricQueries.flowCumulative(db, { question: filter, calendar, now })
        const wip = flowMetricQueries.flowWip(db, { question: filter, calendar, now })
        expect(inStep.at.map(at => dateIn(at - 1, timeZone))).toEqual([
          ...new Set(inStep.at.map(at => dateIn(at - 1, timeZone))),
        ])
        expect(inStep.at).toHaveLength(28)
        for (const [i, at] of inStep.at.entries()) {
          const present = issues.map(({ way }) =>
            intervalsOf(way, steps).find(each => each.from < at && (each.to ?? at) >= at),
          )
          for (const { stepId, items } of inStep.steps) {
            const step = nameOf(inStep.flowSteps, stepId)
            expect(items[i]).toBe(present.filter(each => each?.step === step).length)
          }
          const working = issues.filter(({ way }) => {
            const intervals = intervalsOf(way, steps)
            const [started, done] = [startedAt(intervals, rule), doneAt(intervals)]
            return started !== null && started < at && (done === null || done >= at)
          })
          expect(wip.items[i]).toBe(working.length)
        }

        for (const at of [now, from + 11 * day, from + 16 * day + 9 * hour]) {
          const question = { filter, at }
          const ageing = flowMetricQueries.flowAgeing(db, { question, calendar, now })
          const then = issues.flatMap(({ way }) => {
            const intervals = intervalsOf(way, steps, at)
            const age = doneAt(intervals) === null ? ranFor(intervals, { rule, clock, until: at }) : null
            return age === null ? [] : { age, step: intervals.at(-1)?.step }
          })
          expect(rounded(ageing.age)).toEqual(rounded(spread(then.map(({ age }) => age))))
          const known = finished(issues, { ...by, asOf: at }, { from: at - (to - from), to: at })
          expect(rounded(ageing.finished)).toEqual(rounded(spread(numbers(known.map(({ cycle }) => cycle)))))
          for (const { stepId, items, bands } of ageing.steps) {
            const step = nameOf(ageing.flowSteps, stepId)
            expect(items).toBe(then.filter(each => each.step === step).length)
            const left = known.flatMap(({ intervals }) => {
              const last = intervals.findLast(each => each.step === step && each.category === 'in_progress')
              return last ? (ranFor(intervals, { rule, clock, until: last.to ?? 0 }) ?? []) : []
            })
            expect(rounded(bands)).toEqual(rounded(spread(left)))
          }
        }
      }
    }
  },
)
