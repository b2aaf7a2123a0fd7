import { expect, test } from 'vitest'
import { createRefresher, type RefreshNeed, refreshPauseMs } from './refresher.ts'

function setUp() {
  let now = 0
  let due: { at: number; task: () => void } | null = null
  const refreshedAt: number[] = []
  const refresher = createRefresher({
    refresh: () => refreshedAt.push(now),
    now: () => now,
    after(delayMs, task) {
      const timer = { at: now + delayMs, task }
      due = timer
      return () => {
        if (due === timer) due = null
      }
    },
  })
  return {
    refresher,
    refreshedAt,
    waits: () => due !== null,
    until(at: number) {
      while (due && due.at <= at) {
        const { at: dueAt, task } = due
        due = null
        now = dueAt
        task()
      }
      now = at
    },
  }
}

const need = (change: Partial<RefreshNeed> = {}): RefreshNeed => ({
  state: 'live',
  autoRefreshSeconds: 0,
  visible: true,
  ...change,
})

test('while the channel is up and nothing is chosen there is not even a timer', () => {
  const { refresher, waits, until, refreshedAt } = setUp()
  refresher.need(need({ state: 'connecting' }))
  refresher.need(need())
  until(3_600_000)
  expect([waits(), refreshedAt]).toEqual([false, []])
})

test('nothing is asked while nothing would be answered', () => {
  for (const state of ['connecting', 'reconnecting', 'unauthorized', 'closed'] as const)
    expect(refreshPauseMs(need({ state, autoRefreshSeconds: 30 }))).toBeNull()
})

test('polling begins at once, goes on every five seconds and ends with the channel’s return', () => {
  const { refresher, until, refreshedAt, waits } = setUp()
  refresher.need(need())
  until(1_000)
  refresher.need(need({ state: 'polling' }))
  until(12_000)
  expect(refreshedAt).toEqual([1_000, 6_000, 11_000])
  refresher.need(need())
  until(60_000)
  expect([waits(), refreshedAt.length]).toEqual([false, 3])
})

test('a hidden window is polled once a minute, and at once when it is seen again', () => {
  const { refresher, until, refreshedAt } = setUp()
  refresher.need(need({ state: 'polling', visible: false }))
  until(90_000)
  refresher.need(need({ state: 'polling' }))
  until(96_000)
  expect(refreshedAt).toEqual([0, 60_000, 90_000, 95_000])
})

test('the user’s choice refreshes while live, pauses while hidden and makes up for it when seen again', () => {
  const { refresher, until, refreshedAt } = setUp()
  refresher.need(need({ autoRefreshSeconds: 30 }))
  until(65_000)
  refresher.need(need({ autoRefreshSeconds: 30, visible: false }))
  until(200_000)
  refresher.need(need({ autoRefreshSeconds: 30 }))
  until(229_000)
  expect(refreshedAt).toEqual([30_000, 60_000, 200_000])
  refresher.need(need({ autoRefreshSeconds: 0 }))
  until(1_000_000)
  expect(refreshedAt.length).toBe(3)
})

test('a look away and back does not put the next refresh off', () => {
  const { refresher, until, refreshedAt } = setUp()
  refresher.need(need({ autoRefreshSeconds: 30 }))
  until(20_000)
  refresher.need(need({ autoRefreshSeconds: 30, visible: false }))
  refresher.need(need({ autoRefreshSeconds: 30 }))
  until(31_000)
  expect(refreshedAt).toEqual([30_000])
})

test('stopped, it asks no more', () => {
  const { refresher, until, refreshedAt } = setUp()
  refresher.need(need({ autoRefreshSeconds: 30 }))
  refresher.stop()
  until(100_000)
  expect(refreshedAt).toEqual([])
})
