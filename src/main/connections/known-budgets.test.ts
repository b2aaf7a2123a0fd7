import { expect, test } from 'vitest'
import { ConnectionId } from '../../shared/model/ids.ts'
import { createKnownBudgets } from './known-budgets.ts'

const [one, other] = [ConnectionId.parse(1), ConnectionId.parse(2)]
const budget = (name: string, remaining: number, resetsAt: number) => ({ name, remaining, limit: 5_000, resetsAt })

test('what was told last holds until the limit is reset, for its own connection', () => {
  let now = 10
  const known = createKnownBudgets(() => now)
  known.note(one, [budget('core', 4_000, 100)])
  now = 20
  const last = [budget('core', 3_000, 100), budget('search', 30, 50)]
  known.note(one, last)
  known.note(one, [])
  expect(known.of(one)).toEqual({ at: 20, budgets: last })
  expect(known.of(other)).toBeNull()
  now = 50
  expect(known.of(one)).toEqual({ at: 20, budgets: last.slice(0, 1) })
  now = 100
  expect(known.of(one)).toBeNull()
})

test('of another remote nothing is known yet', () => {
  const known = createKnownBudgets(() => 1)
  known.note(one, [budget('core', 4_000, 100)])
  known.forget(one)
  expect(known.of(one)).toBeNull()
})
