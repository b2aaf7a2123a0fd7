import { expect, test } from 'vitest'
import { createLoopWatch } from './loop-watch.ts'

const resolutionMs = 50

/** A histogram that a test fills, and a minute hand that it moves. */
function watched() {
  let delays: number[] = []
  let nowMs = 0
  const histogram = {
    get count() {
      return delays.length
    },
    get max() {
      return Math.max(...delays)
    },
    percentile: (percentile: number) =>
      delays.toSorted((a, b) => a - b)[Math.ceil((delays.length * percentile) / 100) - 1] ?? 0,
    reset: () => {
      delays = []
    },
  }
  const watch = createLoopWatch(histogram, resolutionMs, () => nowMs)
  return {
    watch,
    /** Ticks that came so late, in ms. */
    tick(count: number, lateMs: number) {
      for (let i = 0; i < count; i++) delays.push((resolutionMs + lateMs) * 1e6)
    },
    minute() {
      nowMs += 60_000
      return watch.read()
    },
  }
}

test('nothing is said before there is enough to tell', () => {
  const { watch, tick } = watched()
  tick(99, 500)
  expect(watch.read()).toBeNull()
  tick(1, 500)
  expect(watch.read()).toEqual({ p99Ms: 500, maxMs: 500 })
})

test('the timer’s own pace is no delay, and a single freeze is no slowness', () => {
  const { watch, tick } = watched()
  tick(998, 0)
  tick(2, 3_000)
  expect(watch.read()).toEqual({ p99Ms: 0, maxMs: 3_000 })
})

test('a bad minute is remembered through the next one, then forgotten', () => {
  const { watch, tick, minute } = watched()
  tick(1_000, 200)
  expect(minute()).toMatchObject({ p99Ms: 200 })
  tick(1_000, 1)
  expect(watch.read()).toMatchObject({ p99Ms: 200 })
  minute()
  tick(1_000, 1)
  expect(watch.read()).toMatchObject({ p99Ms: 1 })
})
