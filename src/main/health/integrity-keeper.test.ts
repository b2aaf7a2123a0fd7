import { expect, onTestFinished, test } from 'vitest'
import { keepingLogger } from '../store/test-support.ts'
import { createIntegrityKeeper } from './integrity-keeper.ts'
import { testTime } from './test-support.ts'

const minute = 60_000
const week = 7 * 86_400_000

function keeper(first: { lastAt: number | null; busy?: boolean }) {
  const time = testTime()
  const state = { lastAt: first.lastAt, busy: first.busy ?? false, looked: 0, checked: 0, told: 0, fails: false }
  const { logger, lines } = keepingLogger()
  const integrity = createIntegrityKeeper({
    async check() {
      state.checked++
      if (state.fails) throw Object.assign(new Error('gone'), { code: 'SQLITE_CANTOPEN' })
      state.lastAt = time.now()
      return { at: time.now(), finding: null, unrecorded: null }
    },
    async lastCheckAt() {
      state.looked++
      return state.lastAt
    },
    isBusy: async () => state.busy,
    ...time,
    logger,
    onChecked: () => state.told++,
  })
  onTestFinished(() => integrity.close())
  /** Lets the time pass to the next look, and that look be over. */
  const look = async (ms = minute) => {
    const before = state.looked
    time.pass(ms)
    await expect.poll(() => state.looked).toBe(before + 1)
    await new Promise(setImmediate)
  }
  return { integrity, state, time, look, lines }
}

test('a database never checked is checked after the first minute, and then once a week', async () => {
  const { state, time, look } = keeper({ lastAt: null })
  time.pass(minute - 1)
  expect(state.looked).toBe(0)
  await look(1)
  expect([state.checked, state.told]).toEqual([1, 1])
  await look()
  expect(state.checked).toBe(1)
  await look(week)
  expect(state.checked).toBe(2)
})

test('it waits until no job runs', async () => {
  const { state, look } = keeper({ lastAt: null, busy: true })
  await look()
  await look()
  expect(state.checked).toBe(0)
  state.busy = false
  await look()
  expect(state.checked).toBe(1)
})

test('a check dated in the future does not count', async () => {
  const { state, look } = keeper({ lastAt: Date.UTC(2030, 0, 1) })
  await look()
  expect(state.checked).toBe(1)
})

test('a failure is logged and tried again an hour later', async () => {
  const { state, time, look, lines } = keeper({ lastAt: null })
  state.fails = true
  await look()
  expect(lines.map(({ message }) => message)).toEqual(['The weekly integrity check failed'])
  state.fails = false
  time.pass(59 * minute)
  expect(state.looked).toBe(1)
  await look()
  expect([state.checked, state.told]).toEqual([2, 1])
})

test('who asks for a check joins the one under way, whatever runs', async () => {
  const { integrity, state } = keeper({ lastAt: Date.UTC(2026, 0, 5), busy: true })
  const both = [integrity.checkNow(), integrity.checkNow()]
  expect(integrity.isChecking()).toBe(true)
  await Promise.all(both)
  expect([state.checked, integrity.isChecking()]).toEqual([1, false])
})

test('closed, it looks no more', async () => {
  const { integrity, state, time } = keeper({ lastAt: null })
  integrity.close()
  time.pass(week)
  expect(state.looked).toBe(0)
})
