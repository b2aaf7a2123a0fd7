import { Temporal } from 'temporal-polyfill'
import type { FlowForecast, ForecastQuestion } from '../../../shared/model/flow-forecast.ts'
import { bucketsOf, dateAt, startOfDay } from '../calendar.ts'
import { backtest } from './backtest.ts'
import { inProgressAt } from './cumulative.ts'
import { dailyThroughput } from './daily-throughput.ts'
import { findingsOf } from './findings.ts'
import { finishedItems } from './finished-items.ts'
import type { FlowView } from './flow-view.ts'
import { missingItems } from './missing-items.ts'
import { dayOfChance, daysUntil, itemsOfChance, itemsWithin, type Trials } from './monte-carlo.ts'
import { numberBins } from './number-bins.ts'
import { createRandom } from './random.ts'

const count = 10_000
/** Each of the forecasts that are tested is coarser: a dozen of them are made. */
const testCount = 2_000
/** Nobody plans further. */
const horizonDays = 1_095
const mostBins = 40
const leastHistoryDays = 7
const tests = { points: 12, every: 7, leastAhead: 7, mostAhead: 60 }

/**
 * When will it be done: trials in which each day from tomorrow on goes as one of the last whole days did, drawn at random with a
 * fixed seed. Days without anything done count; days before the first item was created do not.
 */
export function answerForecast(view: FlowView, question: ForecastQuestion, now: number): FlowForecast {
  const { filter, historyDays, by, seed } = question
  const trials: Trials = { count, random: createRandom(seed) }
  const today = dateAt(now, filter.timeZone)
  const ahead = Math.max(0, Math.min(horizonDays, today.until(Temporal.PlainDate.from(by)).days))
  const testAhead = Math.max(tests.leastAhead, Math.min(tests.mostAhead, ahead))
  const reach = historyDays + testAhead + tests.points * tests.every

  const end = startOfDay(today, filter.timeZone)
  const begin = Math.max(firstCreated(view, end), startOfDay(today.subtract({ days: reach }), filter.timeZone))
  const days = begin < end ? bucketsOf({ from: begin, to: end }, 'day', filter.timeZone) : []
  const { doneAt } = finishedItems(view, { from: days[0]?.start ?? end, to: end })
  const throughput = dailyThroughput(doneAt, days)
  const sample = throughput.subarray(Math.max(0, throughput.length - historyDays))
  const drawnFrom = { from: days[days.length - sample.length]?.start ?? end, to: end }
  const finished = sample.reduce((total, done) => total + done, 0)

  const inProgress = inProgressAt(view, Float64Array.of(now))[0] ?? 0
  const items = question.items ?? inProgress
  const noData =
    missingItems(view) ??
    (sample.length < leastHistoryDays ? 'history_too_short' : finished === 0 ? 'none_finished_in_sample' : null)
  const within = noData === null && ahead > 0 ? itemsWithin(sample, ahead, trials) : null
  const until = noData === null && items > 0 ? daysUntil(sample, items, horizonDays, trials) : null
  // Of a short history one half is drawn from, the other forecast.
  const history = Math.max(leastHistoryDays, Math.min(sample.length, Math.floor(days.length / 2)))
  const points =
    noData === null
      ? backtest(throughput, days, { ...tests, ahead: testAhead, history }, { ...trials, count: testCount })
      : []
  const dayAfter = (number: number) => today.add({ days: number }).toString()
  const finite = until?.filter(Number.isFinite) ?? new Float64Array()
  return {
    trials: count,
    sample: { ...drawnFrom, days: sample.length, finished },
    inProgress,
    howMany: {
      by,
      days: ahead,
      items: within && chances(chance => itemsOfChance(within, chance)),
      distribution: (within ? numberBins(within, mostBins) : []).map(bin => ({
        from: bin.from,
        to: bin.to,
        trials: bin.count,
      })),
    },
    when: {
      items,
      day:
        until &&
        chances(chance => {
          const day = dayOfChance(until, chance)
          return Number.isFinite(day) ? dayAfter(day) : null
        }),
      distribution: numberBins(finite, mostBins).map(bin => ({
        from: dayAfter(bin.from),
        to: dayAfter(bin.to),
        trials: bin.count,
      })),
      beyond: (until?.length ?? 0) - finite.length,
      horizonDays,
    },
    backtest: {
      days: testAhead,
      points: [...points],
      held: {
        p50: points.filter(({ p50, actual }) => actual >= p50).length,
        p85: points.filter(({ p85, actual }) => actual >= p85).length,
        p95: points.filter(({ p95, actual }) => actual >= p95).length,
      },
    },
    findings: findingsOf(view, drawnFrom),
    noData,
  }
}

const chances = <Value>(at: (chance: number) => Value) => ({ p50: at(0.5), p70: at(0.7), p85: at(0.85), p95: at(0.95) })

const firstCreated = ({ snapshot, selected }: FlowView, end: number) =>
  selected.reduce((least, issue) => Math.min(least, snapshot.createdAt[issue] ?? least), end)
