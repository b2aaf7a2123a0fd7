import { expect, test } from 'vitest'
import { PreferenceValues } from '../../../../shared/model/preferences.ts'
import { nextStartReason, whyNoStart } from './next-start-text.ts'

const preferences = PreferenceValues.parse({})

test('a next start says its reason', () => {
  const job = { retries: 1, schedule: null }
  expect(nextStartReason({ ...job, nextRunBy: 'cycle' }, preferences)).toBe('with the cycle')
  expect(nextStartReason({ ...job, nextRunBy: 'retry' }, preferences)).toBe('retry 2 of 3')
  expect(nextStartReason({ ...job, schedule: '0 7 * * 1-5', nextRunBy: 'schedule' }, preferences)).toBe(
    'by its own schedule: on working days at 7:00',
  )
})

test('a retry already planned counts, though fewer tries are wished since', () => {
  const fewer = PreferenceValues.parse({ retryTries: 1 })
  expect(nextStartReason({ retries: 1, schedule: null, nextRunBy: 'retry' }, fewer)).toBe('retry 2 of 2')
})

test('who does not start by itself says why, unless its state or the banner already does', () => {
  const job = {
    state: 'FINISHED',
    queuePosition: null,
    connectionEnabled: true,
    activeSources: 1,
    schedule: null,
  } as const
  const off = PreferenceValues.parse({ cycleMinutes: null })
  expect(whyNoStart(job, false, off)).toBe('Starts by hand only: cycles are off.')
  expect(whyNoStart({ ...job, connectionEnabled: false }, false, preferences)).toMatch(/disabled/)
  expect(whyNoStart({ ...job, activeSources: 0 }, false, preferences)).toMatch(/nothing is chosen/)
  expect(whyNoStart({ ...job, state: 'PAUSED' }, false, preferences)).toMatch(/until you resume/)
  expect(whyNoStart({ ...job, state: 'PAUSED' }, true, preferences)).toBeNull()
  expect(whyNoStart({ ...job, state: 'RUNNING' }, false, off)).toBeNull()
  expect(whyNoStart({ ...job, queuePosition: 1 }, false, off)).toBeNull()
})
